import { expect, test } from '@playwright/test';
import { Tablab } from './tablab.ts';

test('a forest is explained by its trees', async ({ page }) => {
  test.slow();
  const app = new Tablab(page);
  await app.open();
  await app.sample('Which penguin is this?');
  await app.stage('Model');
  await app.addModel('RandomForestClassifier');
  await app.openModel('RandomForestClassifier');
  await app.segment('Settings', 'Balanced');
  await app.train();
  expect(await app.score('RandomForestClassifier', 'Out of bag')).toBeGreaterThan(0.9);
  await app.stage('Evaluate');
  await app.segment('Scored on', 'Out of bag');
  await expect(page.getByText('On 275 training rows, each asked only of the trees that did not draw it')).toBeVisible();
  await app.chart(/rows are on the diagonal/);
  await app.stage('Explain');
  const built = page.getByRole('region', { name: 'How the trees were built' });
  await expect(app.charts(built)).toBeVisible();
  await built.getByText('splits', { exact: true }).click();
  await expect(app.charts(built)).toHaveAttribute('aria-label', /^By splits, .* comes first/);

  const shap = page.getByRole('region', { name: 'Why it says what it says' });
  await shap.getByRole('button', { name: 'Explain with SHAP' }).click();
  await expect(app.charts(shap)).toHaveCount(5, { timeout: 60_000 });
  await expect(app.charts(shap).nth(4)).toHaveAttribute('aria-label', /act together most|acts by itself/);
  await shap.getByText('Forces', { exact: true }).click();
  await expect(app.charts(shap).nth(3)).toHaveAttribute('aria-label', /push(es)? it/);

  const changing = page.getByRole('region', { name: 'What changing a cell does' });
  await changing.getByRole('button', { name: 'Set and ask' }).click();
  await expect(app.charts(changing)).toHaveAttribute('aria-label', /On average the probability of/, { timeout: 60_000 });
  const alike = page.getByRole('region', { name: 'Which rows are alike' });
  await alike.getByRole('button', { name: 'Compare rows' }).click();
  await expect(app.charts(alike)).toHaveAttribute('aria-label', /near each other where the trees lead them/, { timeout: 60_000 });
  await expect(alike.getByRole('table')).toHaveCount(2);
  app.noFaults();
});
