import { expect, test } from '@playwright/test';
import { Tablab } from './tablab.ts';

test('search results: a ranking is found with its query, steps are for models that need them, and a query is looked into', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  await app.sample('Which result should come first?');
  await app.stage('Prepare');
  await expect(page.getByRole('combobox', { name: 'Task' })).toHaveValue('The order of the rows of each query');
  await expect(page.getByRole('combobox', { name: 'Query' })).toHaveValue('query_id (found)');
  await app.stage('Model');
  await app.addModel('Ridge');
  await app.addModel('DecisionTreeRegressor');

  await app.stage('Prepare');
  await page.getByRole('button', { name: /StandardScaler/ }).first().click();
  await expect(page.getByText('In this study: Ridge. Not')).toBeVisible();
  await app.segment('For which models', 'For every model');
  await expect(page.getByText('Every model is given this step.')).toBeVisible();
  await app.segment('For which models', 'Only for models that need it');
  await expect(page.getByText('In this study: Ridge. Not')).toBeVisible();

  await app.stage('Model');
  await app.train();
  await app.stage('Evaluate');
  await app.chart(/NDCG is/);
  await app.chart(/is below 0.5/);
  await expect(page.getByRole('region', { name: /ordered worst/ }).or(page.getByRole('table', { name: 'Queries ordered worst' })).first()).toBeVisible();
  await page.getByRole('table', { name: 'Queries ordered worst' }).getByRole('row').nth(3).click();
  const rows = page.getByRole('table', { name: /^Rows of query/ });
  await expect(rows).toContainText('True relevance');
  await expect(rows).toContainText('Best order');
  app.noFaults();
});
