import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import type { TreesPage } from './pages/trees.ts';

const configFile = fileURLToPath(new URL('trees.vite.config.ts', import.meta.url));
let server: PreviewServer;

declare const trees: TreesPage;

test.beforeAll(async () => {
  await build({ configFile });
  server = await preview({ configFile });
});
test.afterAll(() => server.close());

test('a worker grows the same trees on twins, WebAssembly and helper threads of its own', async ({ page }) => {
  await page.goto('http://localhost:4803/trees.html');
  expect(await page.evaluate(() => trees.isolated)).toBe(true);
  const grown = await page.evaluate(() => trees.grown);
  expect(grown.map(({ kind, threads }) => [kind, threads])).toEqual([['typescript', 1], ['wasm', 1], ['wasm', 2], ['wasm', 2]]);
  expect(Math.abs(grown[0]!.sum)).toBeGreaterThan(1);
  for (const other of grown.slice(1)) expect(other).toMatchObject({ sum: grown[0]!.sum, first: grown[0]!.first });
});
