import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { Tablab } from './tablab.ts';

/** A study that is open before something bad is dropped on it. */
async function withStudy(page: Page): Promise<Tablab> {
  const app = new Tablab(page);
  await app.open();
  await app.sample('Which penguin is this?');
  await expect(app.undoing).toHaveAccessibleName(/Set the target/);
  return app;
}

/** The sentence stands there until it is dismissed, and the study that was open is open still. */
async function refused(app: Tablab, sentence: RegExp | string): Promise<void> {
  const { page } = app;
  const message = page.getByRole('complementary', { name: 'Messages' }).getByRole('listitem').filter({ hasText: sentence });
  await expect(message).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('textbox', { name: 'Name of the study' })).toHaveValue('Palmer penguins');
  await expect(app.grid).toHaveAttribute('aria-rowcount', '345');
  await message.getByRole('button', { name: 'Dismiss' }).click();
  await expect(message).toHaveCount(0);
}

/** Seconds that the page's own thread has worked since the last call: the same however busy the machine is with other things. */
async function workOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  let before = 0;
  const now = async (): Promise<number> => (await session.send('Performance.getMetrics')).metrics.find((m) => m.name === 'TaskDuration')!.value;
  before = await now();
  return async () => {
    const last = before;
    before = await now();
    return before - last;
  };
}

async function issues({ page }: Tablab): Promise<ReturnType<Page['locator']>> {
  await page.getByRole('radiogroup', { name: 'Show', exact: true }).getByText(/^Issues/).click();
  return page.getByRole('complementary', { name: 'About the data' });
}

test('files that hold no table are refused with a sentence, and the open study stays', async ({ page }) => {
  const app = await withStudy(page);
  const bad: readonly (readonly [string, string | Buffer, RegExp])[] = [
    ['empty.csv', '', /The file is empty: it has 0 bytes\. Choose a file/],
    ['blank.csv', '\n\n  \n', /only blank lines/],
    ['header only.csv', 'a,b,c\n', /has a header \(a, b, c\) but no rows below it/],
    ['picture.csv', Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(400)]), /not a text table/],
    ['lines.json', '{"a":1}\n{"a":2}\n', /This is JSON, not a delimited table\. Save the data as CSV/],
    ['noise.csv', Buffer.from(Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256)), /binary file, not a text table/],
  ];
  for (const [name, content, sentence] of bad) {
    await app.stage('Home');
    await app.file(name, content);
    await refused(app, sentence);
  }
  app.noFaults();
});

test('one row is a table; training on it is refused with a sentence', async ({ page }) => {
  const app = await withStudy(page);
  await app.stage('Home');
  await app.file('one.csv', 'a,b,label\n1,2,yes\n');
  await app.dataShown();
  await expect(app.grid).toHaveAttribute('aria-rowcount', '2');
  await app.stage('Model');
  await app.addModel('LogisticRegression');
  await page.getByRole('button', { name: /^Train \d+ models?$/ }).click();
  await expect(page.getByRole('alert').first()).toContainText(/row|same/i);
  await app.stage('Home');
  await expect(page.getByRole('table', { name: 'Recent studies' }).getByText('Palmer penguins').first()).toBeVisible();
  app.noFaults();
});

test('10,000 columns open and stay at hand', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  const n = 10_000;
  const line = (make: (j: number) => string): string => Array.from({ length: n }, (_, j) => make(j)).join(',');
  await app.file('wide.csv', [line((j) => `c${j}`), ...Array.from({ length: 30 }, (_, i) => line((j) => String((i * 31 + j * 17) % 97)))].join('\n'));
  await app.dataShown();
  await expect(app.grid).toHaveAttribute('aria-colcount', String(n + 1));
  await app.grid.focus();
  const work = await workOf(page);
  await page.keyboard.press('End');
  await expect(app.grid.getByRole('columnheader', { name: /c9999/ })).toBeVisible();
  expect(await work()).toBeLessThan(1);
  for (const stage of ['Explore', 'Prepare', 'Model', 'Data']) {
    await app.stage(stage);
    expect(await work(), stage).toBeLessThan(2);
  }
  app.noFaults();
});

test('ragged rows, double and empty names, a column named __proto__: read, counted and listed', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${i % 2 === 0 ? 'x' : 'y'},${i * 2},${i * 3},${i % 5}`);
  rows[10] = '10,x';
  rows[20] = '20,x,40,60,0,extra,more';
  await app.file('odd.csv', `id,kind,v,v,__proto__\n${rows.join('\n')}\n`);
  await app.dataShown();
  await expect(app.grid).toHaveAttribute('aria-rowcount', '41');
  await expect(app.grid.getByRole('columnheader', { name: /__proto__/ })).toBeVisible();
  let listed = await issues(app);
  await expect(listed.getByText(/^1 row has fewer than 5 cells \(line 12\); kept/)).toBeVisible();
  await expect(listed.getByText(/^1 row has more than 5 cells \(line 22\); kept/)).toBeVisible();
  await expect(listed.getByText(/^1 column repeats the name of another/)).toBeVisible();
  await listed.getByText(/^The first places/).last().click();
  await expect(listed.getByText(/20 . x . 40 . 60 . 0 . extra . more/).first()).toBeVisible();
  await app.pick('Target: the column to predict', 'kind');
  await app.stage('Model');
  // The baseline that came with the target found first makes room for one that suits this target.
  await expect(page.getByRole('region', { name: /^In this study/ }).getByText(/^Dummy/)).toHaveText('DummyClassifier');
  await app.addModel('DecisionTreeClassifier');
  await app.train();
  await app.stage('Home');
  await app.file('nameless.csv', `a,,c\n${Array.from({ length: 20 }, (_, i) => `${i},${i + 1},${i + 2}`).join('\n')}\n`);
  await app.dataShown();
  await expect(app.grid).toHaveAttribute('aria-rowcount', '21');
  listed = await issues(app);
  await expect(listed.getByText(/no name/i).first()).toBeVisible();
  app.noFaults();
});

test('a constant target is refused, a target with gaps is said', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  const rows = Array.from({ length: 60 }, (_, i) => `${i},${(i * 7) % 11},same,${i % 6 === 0 ? '' : i % 2 === 0 ? 'up' : 'down'}`);
  await app.file('targets.csv', `a,b,constant,gaps\n${rows.join('\n')}\n`);
  await app.dataShown();
  await app.pick('Target: the column to predict', 'constant');
  await expect(page.getByText(/Every row has the same constant: there is nothing to learn/).first()).toBeVisible();
  await app.stage('Model');
  await app.addModel('DecisionTreeClassifier');
  await app.startTraining();
  await expect(page.getByRole('alert').filter({ hasText: /same constant.*nothing to learn\. Choose a target that varies/ }).first()).toBeVisible();
  await app.stage('Data');
  await app.pick('Target: the column to predict', 'gaps');
  await expect(page.getByText(/10 rows have no gaps; they are left out of training and scoring/).first()).toBeVisible();
  await app.stage('Model');
  await app.train();
  await app.stage('Evaluate');
  await app.chart(/./);
  app.noFaults();
});

test('a word in a column of numbers at row 900,000 is found and listed', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  const lines = ['id,value'];
  for (let i = 0; i < 900_100; i++) lines.push(i === 899_999 ? `${i},oops` : `${i},${(i * 7919) % 10_007}`);
  await app.file('long.csv', `${lines.join('\n')}\n`);
  await expect(page.getByRole('heading', { name: 'Data', level: 1 })).toBeVisible();
  await app.dataShown(90_000);
  await expect(app.grid).toHaveAttribute('aria-rowcount', '900101');
  const listed = await issues(app);
  await expect(listed.getByText(/line 900,?001/).first()).toBeVisible();
  await listed.getByText(/^The first places/).first().click();
  await expect(listed.getByText('oops')).toBeVisible();
  await expect(app.grid.getByRole('button', { name: 'Type of value: Number. Change' })).toBeVisible();
  await app.grid.focus();
  await page.keyboard.press('Control+ArrowDown');
  await expect(app.grid.getByRole('row', { name: /^900,100/ })).toBeVisible();
  app.noFaults();
});

test('a file over the memory budget: said with a way out, nothing lost', async ({ page }) => {
  const app = await withStudy(page);
  // 640 MB of one-digit cells would be over 2 GB of numbers. The file is looked at, not read.
  const path = test.info().outputPath('huge.csv');
  const file = openSync(path, 'w');
  writeSync(file, 'a,b,c,d,e,f,g,h\n');
  const piece = Buffer.from('1,2,3,4,5,6,7,8\n2,3,4,5,6,7,8,9\n'.repeat(524_288));
  for (let i = 0; i < 40; i++) writeSync(file, piece);
  closeSync(file);
  try {
    await app.stage('Home');
    await app.choose('Open a file', path);
    const message = page.getByRole('complementary', { name: 'Messages' }).getByRole('listitem').filter({ hasText: /would take about .* GB in memory; .* are set aside for a table/ });
    await expect(message.getByRole('button', { name: /^Read every \d+(nd|rd|th) row$/ })).toBeVisible({ timeout: 30_000 });
    await refused(app, /would take about/);
  } finally {
    rmSync(path);
  }
  app.noFaults();
});

test('no room left in the browser: said, the open study stays, and saving goes on when there is room', async ({ page, context }) => {
  const app = await withStudy(page);
  const session = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await app.saved();
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 50_000 });
  await app.stage('Home');
  await app.file('too much.csv', `a,b\n${Array.from({ length: 60_000 }, (_, i) => `${i * 1.37},${i * 7.77}`).join('\n')}\n`);
  await refused(app, /no room left in this browser's storage/);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await app.stage('Home');
  await app.file('fits.csv', 'a,b\n1,2\n3,4\n');
  await app.dataShown();
  await expect(app.grid).toHaveAttribute('aria-rowcount', '3');
  app.noFaults();
});

test('the GPU lost while a net trains: it goes on elsewhere and says so', async ({ page, browser }) => {
  const app = await withStudy(page);
  await app.stage('Model');
  await app.addModel('MLP');
  await app.openModel('MLP');
  await app.set('Epochs', '300');
  await app.set('Early stopping', '');
  await app.palette('Run nets on webgpu');
  await app.startTraining();
  await app.board.getByRole('row').filter({ hasText: 'MLP' }).click();
  await expect.poll(async () => Number(await page.getByRole('progressbar', { name: 'Training MLP', exact: true }).getAttribute('aria-valuenow')), { timeout: 60_000 }).toBeGreaterThan(3);
  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.crashGpuProcess');
  await app.trained();
  await app.board.getByRole('row').filter({ hasText: 'MLP' }).click();
  await expect(page.getByText(/webgpu device failed while training.*went on from epoch \d+ on/)).toBeVisible();
  expect(await app.score('MLP', 'Accuracy')).toBeGreaterThan(0.9);
  app.noFaults();
});
