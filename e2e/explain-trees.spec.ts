import { expect, test } from '@playwright/test';
import { Tablab } from './tablab.ts';

test('a forest is explained by its trees', async ({ page }) => {
  test.slow();
  const app = new Tablab(page);
  await app.open();
  await app.sample('Which penguin is this?');
  await app.stage('Model');
  await app.addModel('RandomForestClassifier');
  await app.train();
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
  app.noFaults();
});
