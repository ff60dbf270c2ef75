import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Tablab } from './tablab.ts';

/** One tree a class, as XGBoost 3 saves them: Adelie below 206 mm of flipper and 44 mm of bill, Chinstrap below and above, Gentoo beyond. */
function penguins(): string {
  const tree = (id: number, leaves: readonly [number, number, number]) => ({
    base_weights: [0, 0, leaves[2], leaves[0], leaves[1]], categories: [], categories_nodes: [], categories_segments: [], categories_sizes: [], default_left: [0, 0, 0, 0, 0], id,
    left_children: [1, 3, -1, -1, -1], right_children: [2, 4, -1, -1, -1], parents: [2147483647, 0, 0, 1, 1], loss_changes: [2, 1, 0, 0, 0], split_conditions: [206.5, 44, leaves[2], leaves[0], leaves[1]],
    split_indices: [1, 0, 0, 0, 0], split_type: [0, 0, 0, 0, 0], sum_hessian: [330, 210, 120, 145, 65], tree_param: { num_deleted: '0', num_feature: '2', num_nodes: '5', size_leaf_vector: '1' },
  });
  const trees = [tree(0, [2, -1, -1]), tree(1, [-1, 2, -1]), tree(2, [-1, -1, 2])];
  return JSON.stringify({
    learner: {
      attributes: {}, feature_names: ['bill_length_mm', 'flipper_length_mm'], feature_types: ['float', 'float'],
      gradient_booster: { model: { cats: { enc: [], feature_segments: [], sorted_idx: [] }, gbtree_model_param: { num_parallel_tree: '1', num_trees: '3' }, iteration_indptr: [0, 3], tree_info: [0, 1, 2], trees }, name: 'gbtree' },
      learner_model_param: { base_score: '[0E0,0E0,0E0]', boost_from_average: '1', num_class: '3', num_feature: '2', num_target: '1' },
      objective: { name: 'multi:softprob', softmax_multiclass_param: { num_class: '3' } },
    },
    version: [3, 2, 0],
  });
}
const file = { name: 'penguins.json', mimeType: 'application/json', buffer: Buffer.from(penguins()) };

test('a model file of XGBoost joins the study, is scored, kept, exported as LightGBM’s and refused where it does not fit', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  await app.choose('Open a file', file);
  await expect(page.getByText('A model file of XGBoost 3.2.0: 3 trees over 2 columns, multi:softprob. Open the table that it is to predict')).toBeVisible();
  await app.sample('Which penguin is this?');
  await app.stage('Home');
  await app.choose('Open a file', file);
  const board = page.getByRole('table', { name: /leaderboard/i }).or(page.getByRole('main'));
  await expect(board.getByText('penguins.json').first()).toBeVisible();
  await expect(page.getByText(/0\.9[0-9]/).first()).toBeVisible({ timeout: 60_000 });
  await app.saved();
  await page.reload();
  await app.stage('Deploy');
  const card = page.getByRole('region', { name: 'Model file of a tree library' });
  await card.getByRole('combobox', { name: 'Form of the model file' }).click();
  await page.getByRole('option', { name: 'LightGBM, text' }).click();
  const download = page.waitForEvent('download');
  await card.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toMatch(/LightGBM.*\.txt$/i);
  await expect(card.getByText(/The file was read again and run on \d+ of your rows/)).toBeVisible();
  // A file for other columns is refused in words, and leaves the study as it was.
  const chooser = page.waitForEvent('filechooser');
  await card.getByRole('button', { name: 'Open one' }).click();
  await (await chooser).setFiles({ ...file, name: 'other.json', buffer: Buffer.from(penguins().replaceAll('bill_length_mm', 'wing')) });
  await expect(page.getByText('The model file reads the column "wing", which this table does not have.')).toBeVisible();
  app.noFaults();
});

test('a study file carries the model file to a browser that never saw it', async ({ page, browser }) => {
  const app = new Tablab(page);
  await app.open();
  await app.sample('Which penguin is this?');
  await app.stage('Home');
  await app.choose('Open a file', file);
  await expect(app.board.getByText('penguins.json').first()).toBeVisible();
  await expect(app.board.getByRole('row').filter({ hasText: 'penguins.json' }).getByText('trained')).toBeVisible({ timeout: 60_000 });
  const score = await app.score('penguins.json', 'Accuracy');
  await app.stage('Deploy');
  const saved = await (await app.download(() => page.getByRole('button', { name: 'With data', exact: true }).click())).path();

  const elsewhere = await browser.newContext();
  const other = new Tablab(await elsewhere.newPage());
  await other.open();
  await other.choose('Study file', { name: 'study.tablab', mimeType: 'application/zip', buffer: readFileSync(saved) });
  await other.dataShown();
  await other.stage('Model');
  await other.train();
  expect(await other.score('penguins.json', 'Accuracy')).toBe(score);
  other.noFaults();
  app.noFaults();
  await elsewhere.close();
});
