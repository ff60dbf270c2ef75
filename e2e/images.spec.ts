import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { encode } from 'fast-png';
import { mulberry32 } from '../src/engine/core/random.ts';
import { Tablab } from './tablab.ts';

const SIDE = 20;

/** A bright bar on a dark, noisy ground: standing or lying. */
function bar(standing: boolean, random: () => number): Uint8Array {
  const data = new Uint8Array(SIDE * SIDE * 3);
  const at = 4 + Math.floor(random() * 12);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const lit = Math.abs((standing ? x : y) - at) < 2;
      data.fill(lit ? 230 : Math.floor(random() * 60), (y * SIDE + x) * 3, (y * SIDE + x + 1) * 3);
    }
  }
  return encode({ width: SIDE, height: SIDE, channels: 3, depth: 8, data });
}

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablab-images-'));
  const random = mulberry32(7);
  for (const label of ['standing', 'lying']) {
    mkdirSync(join(folder, label));
    for (let i = 0; i < 60; i++) writeFileSync(join(folder, label, `${i}.png`), bar(label === 'standing', random));
  }
  writeFileSync(join(folder, 'lying', 'broken.png'), 'this is no picture');
  writeFileSync(join(folder, 'notes.txt'), 'beside the images');
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a folder of images becomes classes, and a CNN tells them apart', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  await app.choose('Folder of images', folder);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2 folders, each a class');
  await dialog.getByRole('combobox', { name: 'Size of each image' }).click();
  await page.getByRole('option', { name: '16 × 16 pixels' }).click();
  await dialog.getByRole('button', { name: 'Read 121 images' }).click();
  await app.dataShown();
  await expect(page.getByText(/120 rows/).first()).toBeVisible();
  await page.getByText(/^Issues \(1\)$/).click();
  await expect(page.getByText(/broken\.png/).first()).toBeVisible();
  await app.stage('Model');
  await page.getByRole('button', { name: 'Add CNN' }).click();
  await app.train(120_000);
  expect(await app.score('CNN', 'ROC AUC')).toBeGreaterThan(0.9);
  app.noFaults();
});
