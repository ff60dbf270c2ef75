import { expect, test } from '@playwright/test';
import { Tablab } from './tablab.ts';

test('earthquakes: without a target, the autoencoder says which rows are unusual and rebuilds them', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  await app.sample('Where do earthquakes gather?');
  await app.stage('Model');
  await page.getByRole('button', { name: 'Add Autoencoder' }).click();
  await app.train();
  await app.stage('Evaluate');
  await app.chart(/error/i);
  await app.chart(/code/i);
  const rebuilt = page.getByRole('table', { name: 'The row and the row rebuilt' });
  await expect(rebuilt.getByRole('row')).toHaveCount(6);
  await expect(rebuilt).toContainText('depth_km');
  await app.pick('Row to rebuild', /^Row/);
  await expect(rebuilt.getByRole('row')).toHaveCount(6);
  app.noFaults();
});
