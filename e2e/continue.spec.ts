import { expect, test } from '@playwright/test';
import { Tablab } from './tablab.ts';

test('a finished model gets more rounds, as a run of its own that says where it comes from, and is there after a reload', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  await app.sample('Which of ten columns matter?');
  await app.stage('Model');
  for (const [model, count] of [['XGBRegressor', '20'], ['RandomForestRegressor', '10']] as const) {
    await app.addModel(model);
    await app.openModel(model);
    await page.getByRole('button', { name: 'Every knob' }).click();
    await app.set('N estimators', count);
    await app.openModel(model);
  }
  await app.train();
  const before = await app.score('XGBRegressor', 'R²');
  await app.board.getByRole('row').filter({ hasText: 'XGBRegressor' }).click();
  await page.getByRole('textbox', { name: 'More rounds' }).fill('+30 rounds');
  await page.getByRole('button', { name: 'Continue training', exact: true }).click();
  const details = page.getByRole('region', { name: 'XGBRegressor, continued by 30 rounds' });
  await expect(details.getByText('Rounds trained')).toBeVisible({ timeout: 60_000 });
  await expect(details.getByRole('definition').filter({ hasText: /^50$/ })).toBeVisible();
  await expect(details.getByRole('definition').filter({ hasText: /^N estimators 20$/ })).toBeVisible();
  await app.trained();
  const after = await app.score('continued by 30 rounds', 'R²');
  expect(after).toBeGreaterThan(before);

  await app.board.getByRole('row').filter({ hasText: 'RandomForestRegressor' }).click();
  await page.getByRole('textbox', { name: 'More trees' }).fill('+5 trees');
  await page.getByRole('button', { name: 'Continue training', exact: true }).click();
  await expect(page.getByRole('region', { name: 'RandomForestRegressor, continued by 5 trees' }).getByText('Goes on from')).toBeVisible({ timeout: 60_000 });
  await app.trained();

  await app.saved();
  await page.reload();
  await app.stage('Train');
  await expect(app.board.getByRole('row').filter({ hasText: 'XGBRegressor, continued by 30 rounds' })).toBeVisible();
  expect(await app.score('continued by 30 rounds', 'R²')).toBe(after);
  app.noFaults();
});
