import { expect, test } from '@playwright/test';
import { headers } from '../scripts/headers.mjs';
import { Tablab } from './tablab.ts';

test('the inspector draws every layer and weight of a trained net in a document with a policy of its own', async ({ page }) => {
  const app = new Tablab(page);
  const inspectors: string[] = [];
  page.on('request', (request) => { if (/\/(assets\/)?inspector[^/]*\.(html|js)$/.test(request.url()) && request.frame() !== page.mainFrame()) inspectors.push(request.url()); });
  await app.open();
  await app.sample('Which penguin is this?');
  await app.stage('Model');
  await app.addModel('MLP');
  await app.train();
  await app.board.getByRole('row').filter({ hasText: 'MLP' }).click();
  await page.getByRole('button', { name: 'Look inside the network' }).click();
  await expect(page.getByRole('table', { name: 'Layers of the network' })).toBeVisible();
  expect(inspectors, 'nothing of it is loaded before it is asked for').toEqual([]);

  const answer = page.waitForResponse((response) => new URL(response.url()).pathname === '/inspector.html');
  await app.segment('Show the network', 'All layers');
  expect((await (await answer).allHeaders())['content-security-policy']).toBe(headers({ inspector: true })['Content-Security-Policy']);

  const frame = page.frameLocator('iframe[title="All layers of the network"]');
  const rows = frame.locator('.layers tbody tr');
  await expect(rows.filter({ hasText: 'dense_1' })).toContainText('dense');
  await expect(rows.filter({ hasText: 'output' })).toContainText('rows × 3');
  const chart = frame.getByRole('img', { name: /^output: .*standard deviation/ }).first();
  await expect(chart).toBeVisible();
  // Drawn, not blank: the bars' colour covers a good part of the canvas.
  const share = await chart.locator('canvas').evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    let bars = 0;
    for (let i = 0; i < data.length; i += 4) if (Math.abs(data[i]! - 0x4b) < 9 && Math.abs(data[i + 1]! - 0x57) < 9 && Math.abs(data[i + 2]! - 0xc9) < 9) bars++;
    return bars / (width * height);
  });
  expect(share).toBeGreaterThan(0.02);
  // The frame is as high as what it holds: nothing scrolls inside it.
  await expect(async () => expect(await frame.locator('html').evaluate((html) => html.scrollHeight - html.clientHeight)).toBe(0)).toPass();

  await expect(frame.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  await app.palette('theme: dark');
  await expect(frame.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  expect(inspectors.some((url) => url.endsWith('.js'))).toBe(true);
  app.noFaults();
});

test('the page itself may still not compile strings', async ({ page }) => {
  const answer = await page.goto('/');
  expect((await answer!.allHeaders())['content-security-policy']).not.toContain("'unsafe-eval'");
  // Later than the call itself: what a debugger runs directly is let through.
  const said = await page.evaluate(() => new Promise<string>((resolve) => {
    setTimeout(() => {
      try {
        resolve(String(Reflect.construct(Function, ['return 1'])()));
      } catch (thrown) {
        resolve((thrown as Error).name);
      }
    }, 0);
  }));
  expect(said).toBe('EvalError');
});
