import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { headers } from '../scripts/headers.mjs';
import { Tablab } from './tablab.ts';
import { explain, onnx, report } from './take-away.ts';

test('answers carry the policy, and the page is isolated', async ({ page }) => {
  const answer = await page.goto('/');
  const sent = await answer!.allHeaders();
  for (const [name, value] of Object.entries(headers())) expect(sent[name.toLowerCase()], name).toBe(value);
  expect(sent['content-security-policy']).toContain("default-src 'none'");
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  // The policy holds: nothing can be sent elsewhere, not even by a script of the page.
  const refused = await page.evaluate(async () => {
    const blocked: string[] = [];
    const all = new Promise<void>((resolve) => {
      addEventListener('securitypolicyviolation', (e) => {
        blocked.push(e.effectiveDirective);
        if (blocked.length === 3) resolve();
      });
    });
    await fetch('https://example.org/').catch(() => null);
    navigator.sendBeacon('https://example.org/', 'x');
    new Image().src = 'https://example.org/x.png';
    await Promise.race([all, new Promise((resolve) => { setTimeout(resolve, 10_000); })]);
    return blocked;
  });
  expect(refused.sort()).toEqual(['connect-src', 'connect-src', 'img-src']);
});

test('with the network cut once the page has loaded, the main job goes on', async ({ page, context }) => {
  test.slow();
  const app = new Tablab(page);
  await app.open();
  await app.offlineReady();
  await context.setOffline(true);
  const rows = Array.from({ length: 200 }, (_, i) => `${i % 2 === 0 ? 'a' : 'b'},${(i * 37) % 101},${i % 2 === 0 ? (i * 13) % 50 : 40 + ((i * 7) % 50)}`);
  await app.file('made here.csv', `class,noise,signal\n${rows.join('\n')}\n`);
  await app.dataShown();
  await app.pick('Target: the column to predict', 'class');
  await app.stage('Explore');
  await app.chart(/./);
  await app.stage('Model');
  await app.addModel('LogisticRegression');
  await app.addModel('MLP');
  await app.train();
  expect(await app.score('LogisticRegression', 'Accuracy')).toBeGreaterThan(0.75);
  await app.stage('Evaluate');
  await app.chart(/./);
  await app.board.count();
  await explain(app);
  await report(app, context, ['signal']);
  await context.setOffline(true);
  await app.stage('Deploy');
  await onnx(app);
  await expect(page.getByRole('button', { name: '0 bytes sent' })).toBeVisible();
  app.noFaults();
});

test('a cell that a spreadsheet would run is text in every CSV that leaves', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  const rows = Array.from({ length: 60 }, (_, i) => `${i % 2 === 0 ? '=1+1' : '@SUM(A1)'},${i % 2 === 0 ? i : 100 + i}`);
  await app.file('formulas.csv', `class,x\n${rows.join('\n')}\n`);
  await app.dataShown();
  await app.pick('Target: the column to predict', 'class');
  await app.stage('Explore');
  await page.getByRole('list', { name: 'Columns' }).getByRole('button', { name: /^class/ }).or(page.getByRole('list', { name: 'Columns' }).getByText('class')).first().click();
  await app.chart(/class/);
  await page.getByRole('button', { name: /^Export or show as table/ }).first().click();
  const numbers = await app.download(() => page.getByRole('menuitem', { name: 'Save numbers (CSV)' }).click());
  await app.stage('Model');
  await app.addModel('LogisticRegression');
  await app.train();
  await app.stage('Deploy');
  const predictions = await app.download(() => page.getByRole('button', { name: 'Download CSV' }).click());
  for (const file of [numbers, predictions]) {
    const cells = readFileSync(await file.path(), 'utf8').trim().split(/\r?\n/).flatMap((line) => line.split(','));
    expect(cells.filter((cell) => /^"?[=@]/.test(cell))).toEqual([]);
    expect(cells.some((cell) => cell.startsWith("'=1+1"))).toBe(true);
  }
  app.noFaults();
});
