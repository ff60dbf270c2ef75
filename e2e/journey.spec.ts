import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { Tablab } from './tablab.ts';
import { explain, files, onnx, report, studyFile } from './take-away.ts';

test('penguins: from the sample to a verified export and back', async ({ page, context }) => {
  test.slow();
  const app = new Tablab(page);
  await app.open();
  await app.sample('Which penguin is this?');

  await test.step('Data: rows, a type changed and undone', async () => {
    await expect(app.grid).toHaveAttribute('aria-rowcount', '345');
    await expect(app.grid.getByRole('gridcell', { name: 'Torgersen' }).first()).toBeVisible();
    await app.grid.getByRole('button', { name: 'Type of flipper_length_mm: Number. Change' }).click();
    await page.getByRole('menuitem', { name: /^Category/ }).click();
    await expect(app.grid.getByRole('button', { name: 'Type of flipper_length_mm: Category. Change' })).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(app.grid.getByRole('button', { name: 'Type of flipper_length_mm: Number. Change' })).toBeVisible();
  });

  await test.step('Data: a column made narrower by dragging, wider by keys, and as it was by two presses', async () => {
    const head = app.grid.getByRole('columnheader', { name: /island/ });
    const edge = head.locator('.tl-grid-width');
    const width = async (): Promise<number> => Math.round((await head.boundingBox())!.width);
    const usual = await width();
    const from = (await edge.boundingBox())!;
    await page.mouse.move(from.x + 4, from.y + 40);
    await page.mouse.down();
    await page.mouse.move(from.x - 36, from.y + 40, { steps: 4 });
    await page.mouse.up();
    await expect.poll(width).toBe(usual - 40);
    await app.grid.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await expect.poll(width).toBe(usual - 24);
    await edge.dblclick();
    await expect.poll(width).toBe(usual);
  });

  await test.step('Explore: every view draws', async () => {
    await app.stage('Explore');
    await page.getByRole('list', { name: 'Columns' }).getByRole('button', { name: 'bill_length_mm' }).click();
    await app.chart(/bill_length_mm/);
    for (const view of ['Correlation', 'Pairs', 'Target']) {
      await app.segment('View', view);
      await app.chart(/./);
    }
  });

  await test.step('Prepare: steps before and after, in and out, moved, undone in the middle', async () => {
    await app.stage('Prepare');
    const steps = page.getByRole('region', { name: 'Steps' });
    const step = (name: string) => steps.locator('.tl-step-name').filter({ hasText: name });
    const names = (): Promise<string[]> => steps.locator('.tl-step-name strong').allTextContents();
    const first = await names();
    expect(first).toEqual(expect.arrayContaining(['SimpleImputer', 'OneHotEncoder', 'StandardScaler']));
    await step('OneHotEncoder').click();
    await expect(steps.getByText('island_Torgersen').first()).toBeVisible();
    await step('OneHotEncoder').click();
    await steps.getByRole('button', { name: /^Add a step/ }).click();
    await page.getByRole('menuitem', { name: /^ClipOutliers/ }).click();
    await expect.poll(names).toEqual([...first, 'ClipOutliers']);
    const clip = step('ClipOutliers');
    await clip.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(async () => (await names()).at(-2)).toBe('ClipOutliers');
    await steps.getByRole('switch', { name: 'Use ClipOutliers' }).press(' ');
    await expect(clip).toContainText('(off)');
    await page.keyboard.press('Control+z');
    await expect(clip).not.toContainText('(off)');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(names).toEqual(first);
  });

  await test.step('Model and Train: a parameter in its form, curves while it learns, the baseline beaten', async () => {
    await app.stage('Model');
    await page.getByRole('button', { name: /^Add the usual/ }).click();
    await app.openModel('KNeighborsClassifier');
    await app.set('N neighbors', '7');
    await expect(app.undoing).toHaveAccessibleName(/KNeighborsClassifier/);
    await app.train();
    expect(await app.score('LogisticRegression', 'Accuracy')).toBeGreaterThan(0.95);
    expect(await app.score('KNeighborsClassifier', 'Accuracy')).toBeGreaterThan(0.93);
    expect(await app.score('DecisionTreeClassifier', 'Accuracy')).toBeGreaterThan(0.9);
    expect(await app.score('MLP', 'Accuracy')).toBeGreaterThan(0.93);
    const baseline = await app.score('DummyClassifier', 'Accuracy');
    expect(baseline).toBeGreaterThan(0.3);
    expect(baseline).toBeLessThan(0.5);
    await app.board.getByRole('row').filter({ hasText: 'MLP' }).click();
    await app.chart(/^Epoch \d+/);
    await page.getByRole('button', { name: 'Look inside the network' }).click();
    await expect(page.getByRole('table', { name: 'Layers of the network' }).getByRole('row')).not.toHaveCount(0);
  });

  await test.step('Evaluate: a cell of the confusion matrix gives its rows', async () => {
    await app.stage('Evaluate');
    await app.chart(/on the diagonal|right/i);
    await app.pick('True class', 'Gentoo');
    await app.pick('Predicted class', 'Gentoo');
    await page.getByRole('button', { name: 'Show these rows' }).click();
    const rows = page.getByRole('table', { name: /rows of Gentoo called Gentoo/ });
    await expect(rows).toBeVisible();
    await expect(rows.getByRole('row')).not.toHaveCount(1);
    await page.getByRole('button', { name: 'Close the rows' }).click();
    // The chart is made wider when the rows are closed, and takes a click only once it knows what the pointer is over.
    await expect(async () => {
      await page.locator('.tl-plot-canvas .nsewdrag').first().click();
      await expect(page.getByRole('button', { name: 'Close the rows' })).toBeVisible({ timeout: 5000 });
    }).toPass();
  });

  await explain(app);
  await report(app, context, [/Palmer penguins/, 'bill_length_mm', 'DummyClassifier']);
  await app.stage('Deploy');
  await onnx(app);
  await files(app, { rows: 69, header: /^row,true,predicted,/, script: 'LogisticRegression(' });
  await studyFile(app);
  app.noFaults();
});

test('weather: a regression over five folds', async ({ page, context }) => {
  test.slow();
  const app = new Tablab(page);
  await app.open();
  await app.sample('How warm will the day get?');
  await app.stage('Explore');
  await app.segment('View', 'Target');
  await app.chart(/temp_max/);
  await app.stage('Prepare');
  await app.segment('Kind of split', 'k-fold');
  await expect(page.getByText('Fold 5')).toBeVisible();
  await app.stage('Model');
  for (const name of ['Ridge', 'DecisionTreeRegressor']) await app.addModel(name);
  await app.openModel('DecisionTreeRegressor');
  await app.set('Max depth', '6');
  await app.train();
  const baseline = await app.score('DummyRegressor', 'RMSE');
  expect(await app.score('Ridge', 'RMSE')).toBeLessThan(0.6 * baseline);
  expect(await app.score('DecisionTreeRegressor', 'RMSE')).toBeLessThan(0.6 * baseline);
  await app.board.getByRole('row').filter({ hasText: 'Ridge' }).click();
  await expect(page.getByText('RMSE by fold')).toBeVisible();
  await app.stage('Evaluate');
  await app.chart(/residual|predicted/i);
  await expect(page.getByRole('table', { name: 'Rows and their errors' }).getByRole('row')).toHaveCount(11);
  await explain(app);
  await report(app, context, [/temp_max/, 'DummyRegressor']);
  await app.stage('Deploy');
  await onnx(app);
  await files(app, { rows: 2922, header: /^row,fold,true,predicted/, script: 'KFold(' });
  await studyFile(app);
  app.noFaults();
});

test('payments: one threshold moves every chart', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  await app.sample('Which payments are fraud?');
  await app.stage('Model');
  await app.addModel('LogisticRegression');
  await app.train();
  await app.stage('Evaluate');
  const recall = page.getByRole('region', { name: 'Threshold' }).locator('dd').nth(1);
  const matrix = await app.chart(/called|rows/i);
  const before = { recall: await recall.textContent(), matrix: await matrix.getAttribute('aria-label') };
  await page.getByRole('slider', { name: 'Threshold of yes' }).focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < 60; i++) await page.keyboard.press('ArrowRight');
  await expect(recall).not.toHaveText(before.recall!);
  await expect(matrix).not.toHaveAttribute('aria-label', before.matrix!);
  await expect(page.locator('strong.tl-num').filter({ hasText: '0.060' })).toBeVisible();
  expect(Number.parseFloat((await recall.textContent())!)).toBeGreaterThan(50);
  app.noFaults();
});

test('digits: images, a small CNN', async ({ page, context }) => {
  test.slow();
  const app = new Tablab(page);
  await app.open();
  await app.sample('Which digit is this?');
  await app.stage('Model');
  await app.addModel('CNN');
  await app.openModel('CNN');
  await app.set('Epochs', '3');
  await app.set('Conv filters', '8, 16');
  await app.set('Batch size', '64');
  await app.startTraining();
  const curve = await app.chart(/^Epoch \d+/);
  await expect(page.getByText('Nothing is running.')).toHaveCount(0);
  await expect(curve).toBeVisible();
  await app.trained(150_000);
  expect(await app.score('CNN', 'Accuracy')).toBeGreaterThan(0.85);
  await app.stage('Evaluate');
  await page.getByRole('button', { name: 'Show these rows' }).click();
  await expect(page.locator('canvas.tl-pixels').first()).toBeVisible();
  await app.stage('Explain');
  await report(app, context, [/Handwritten digits/, 'CNN']);
  await app.stage('Deploy');
  await onnx(app);
  const net = page.getByRole('region', { name: 'TensorFlow.js model' });
  const zip = await app.download(() => net.getByRole('button', { name: 'Download' }).click());
  expect(Object.keys(unzipSync(readFileSync(await zip.path()))).map((n) => n.split('/').at(-1))).toEqual(expect.arrayContaining(['model.json']));
  app.noFaults();
});
