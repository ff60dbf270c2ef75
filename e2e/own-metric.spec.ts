import { expect, test } from '@playwright/test';
import { Tablab } from './tablab.ts';

test('a formula is watched while a model learns and decides when it stops; one that cannot be read says where', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  await app.sample('Which of ten columns matter?');
  await app.stage('Model');
  await app.addModel('XGBRegressor');
  await app.openModel('XGBRegressor');
  await page.getByRole('button', { name: 'Every knob' }).click();
  await page.getByRole('button', { name: 'More options' }).click();
  await app.set('Early stopping rounds', '15');
  await app.set('Eval metric', 'cost = where(y > p, 3 * (y - q), p - y), rmse');
  await app.startTraining();
  await app.board.getByRole('row').filter({ hasText: 'XGBRegressor' }).click();
  await expect(page.getByText('The metric "cost": The formula cannot be read at character 23 (where(y > p, 3 * (y - ▸q), p - y)): there is no "q". There are y, p, prediction, weight.').first()).toBeVisible();

  await app.stage('Model');
  await app.openModel('XGBRegressor');
  await page.getByRole('button', { name: 'More options' }).click();
  await app.set('Eval metric', 'cost = where(y > p, 3 * (y - p), p - y), rmse');
  await app.train();
  await app.board.getByRole('row').filter({ hasText: 'XGBRegressor' }).click();
  await app.segment('What is drawn', 'cost');
  await expect(page.getByText(/^Round \d+: training .*, validation .*\. Best round: \d+\.$/)).toBeVisible();
  app.noFaults();
});
