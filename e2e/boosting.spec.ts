import { readFileSync } from 'node:fs';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { grave } from './grave.ts';
import { Tablab } from './tablab.ts';
import { onnx } from './take-away.ts';

/** More rounds than any machine does while a test looks on. */
const ENDLESS = '100000';

async function openKnobs(app: Tablab, model: string): Promise<void> {
  await app.addModel(model);
  await app.openModel(model);
  await app.page.getByRole('button', { name: 'Every knob' }).click();
}

/** Round and best round, as the sentence under the curves says them. */
async function rounds(page: Page): Promise<{ readonly at: number; readonly best: number }> {
  const said = await page.getByText(/^Round [\d,]+: training/).first().innerText();
  const [, at, best] = /^Round ([\d,]+):.* Best round: ([\d,]+)\.$/.exec(said) ?? [];
  return { at: Number(at?.replaceAll(',', '')), best: Number(best?.replaceAll(',', '')) };
}

async function crashed(context: BrowserContext, page: Page): Promise<Tablab> {
  const session = await context.newCDPSession(page);
  const gone = page.waitForEvent('crash');
  // The page that is to answer is the one that dies.
  session.send('Page.crash').catch(() => null);
  await gone;
  await page.close();
  const app = new Tablab(await context.newPage());
  await app.page.goto('/');
  await expect(app.page.getByText('5,000 rows').first()).toBeVisible();
  return app;
}

async function showModel(app: Tablab, name: string): Promise<void> {
  await app.stage('Train');
  await app.board.getByRole('row').filter({ hasText: name }).first().click();
}

test('XGBoost is watched round by round, goes on after a crash, is stopped, looked into, explained, taken away and still there', async ({ context, page }) => {
  let app = new Tablab(page);
  await app.open();
  await app.sample('Which payments are fraud?');
  await app.stage('Model');
  await openKnobs(app, 'XGBClassifier');
  await app.set('N estimators', ENDLESS);
  await app.set('Learning rate', '0.05');
  await app.set('Early stopping rounds', ENDLESS);
  await app.startTraining();
  await app.chart(/^Round \d+/);
  const first = (await rounds(app.page)).at;
  await expect.poll(async () => (await rounds(app.page)).at).toBeGreaterThan(first);
  // A checkpoint is written within half a second of work.
  await app.page.waitForTimeout(2500);
  const reached = first;

  app = await crashed(context, app.page);
  await showModel(app, 'XGBClassifier');
  const note = app.page.getByText(/^Resumed at round [\d,]+ after the tab was closed\.$/);
  await expect(note).toBeVisible({ timeout: 60_000 });
  expect(Number(/round ([\d,]+)/.exec(await note.innerText())![1]!.replaceAll(',', ''))).toBeGreaterThan(reached);

  await app.page.getByRole('button', { name: 'Stop XGBClassifier and keep the best' }).click();
  await app.trained();
  const warning = app.page.getByText(/^Stopped on request after [\d,]+ of 100000 rounds; the best [\d,]+ were kept\.$/);
  await expect(warning).toBeVisible();
  const kept = Number(/the best ([\d,]+) were/.exec(await warning.innerText())![1]!.replaceAll(',', ''));
  // The curve is drawn from what was kept, and marks the round whose trees are kept.
  await expect.poll(async () => (await rounds(app.page)).best).toBe(kept);
  expect(await app.score('XGBClassifier', 'ROC AUC')).toBeGreaterThan(0.8);

  await app.page.getByRole('button', { name: 'Look inside the trees' }).click();
  await expect(app.page.getByText(`Each of the ${kept.toLocaleString('en-US')} trees adds a little to`)).toBeVisible();
  await app.page.getByRole('textbox', { name: 'Way of row' }).fill('3');
  await expect(app.page.getByText(/^Row 3: .+: (yes|no) → .*[+−]\d/)).toBeVisible();
  await app.page.getByRole('button', { name: 'Next tree' }).click();
  const tree = app.page.getByRole('region', { name: 'Tree 2' });
  await expect(tree.locator('[data-path]').first()).toBeVisible();
  await tree.getByRole('button').first().click();
  await expect(tree.getByRole('button').first()).toHaveAttribute('aria-expanded', 'false');

  await app.segment('Show the trees', 'Step by step');
  await app.chart(/^With no tree yet, the residuals are/);
  await app.page.getByRole('button', { name: 'One tree on' }).click();
  await app.chart(/^With 1 tree of/);
  await expect(app.page.getByText(/^Tree 1 has \d+ leaves and asks first whether .* It adds most, /)).toBeVisible();
  await app.page.getByRole('button', { name: 'Play' }).click();
  await app.chart(/^With [4-9] trees of/);
  await app.page.getByRole('button', { name: 'Pause' }).click();

  await app.page.getByRole('main').getByRole('button', { name: 'Explain', exact: true }).click();
  await app.page.getByRole('button', { name: 'Explain with SHAP' }).click();
  const shap = app.page.getByRole('region', { name: 'Why it says what it says' });
  await expect(shap.getByText('the shares are exact')).toBeVisible();
  await expect(app.charts(shap).first()).toBeVisible({ timeout: 60_000 });

  await app.stage('Deploy');
  const card = app.page.getByRole('region', { name: 'Model file of a tree library' });
  const file = await app.download(() => card.getByRole('button', { name: 'Download' }).click());
  const model = JSON.parse(readFileSync(await file.path(), 'utf8')) as { learner: { gradient_booster: { model: { trees: readonly unknown[] } } } };
  expect(model.learner.gradient_booster.model.trees).toHaveLength(kept);
  await expect(card.getByText(/^The file was read again and run on [\d,]+ of your rows/)).toBeVisible();
  await onnx(app);

  await app.saved();
  await app.page.reload();
  await showModel(app, 'XGBClassifier');
  await expect(warning).toBeVisible();
  expect((await rounds(app.page)).best).toBe(kept);
  await app.page.getByRole('button', { name: 'Look inside the trees' }).click();
  await expect(app.page.getByRole('region', { name: 'Tree 1' }).getByRole('button').first()).toBeVisible();
  app.noFaults();
});

test('LightGBM set by intent stops by itself; nothing serious on its panels, light and dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const app = new Tablab(page);
  const found: Record<string, readonly string[]> = {};
  const look = async (where: string, within: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      const wrong = await grave(app, within);
      if (wrong.length > 0) found[`${where}, ${colorScheme}`] = wrong;
    }
  };
  await app.open();
  await app.sample('How warm will the day get?');
  await app.stage('Model');
  await openKnobs(app, 'LGBMRegressor');
  await app.segment('Settings', 'Balanced');
  await expect(page.getByRole('textbox', { name: 'Early stopping round', exact: true })).toHaveValue('50');
  await look('Model by intent', 'main');
  await app.train();
  await app.chart(/^Round \d+: training .*, validation .*\. Best round: \d+\.$/);
  const { at, best } = await rounds(page);
  // Patience ran out, or the rounds did.
  expect(at === 1000 || at === best + 50).toBe(true);
  await expect(page.getByText('Rounds trained')).toBeVisible();
  await page.getByRole('button', { name: 'Look inside the trees' }).click();
  await expect(page.getByRole('region', { name: 'Tree 1' }).getByRole('button').first()).toBeVisible();
  await look('One tree', '.tl-tree-viewer');
  await app.segment('Show the trees', 'Step by step');
  await app.chart(/^With no tree yet/);
  // Who wants less motion is offered steps and the slider, and nothing that goes by itself.
  await expect(page.getByRole('button', { name: 'Play' })).toHaveCount(0);
  await page.getByRole('slider', { name: 'Trees added' }).press('End');
  await app.chart(new RegExp(`^With ${best.toLocaleString('en-US')} trees of ${best.toLocaleString('en-US')}, the residuals are`));
  await expect(page.getByText(new RegExp(`^Tree ${best} has \\d+ leaves`))).toBeVisible();
  await look('Step by step', '.tl-tree-viewer');
  await page.getByRole('button', { name: `Open tree ${best}` }).click();
  await expect(page.getByRole('region', { name: `Tree ${best}`, exact: true })).toBeVisible();
  expect(found).toEqual({});
  app.noFaults();
});
