import { expect, test } from 'vitest';
import type { RunSummary } from '../../../study/results.ts';
import { type Contender, leaderboardSentence, overfitSentence, ranked, tiedWithBest } from './ranking.ts';

const auc = { type: 'roc-auc', name: 'ROC AUC', help: '', better: 'higher' } as const;
const rmse = { type: 'rmse', name: 'RMSE', help: '', better: 'lower' } as const;

const run = (label: string, metric: string, mean: number, half: number, baseline = false, train = mean): Contender => {
  const summary: RunSummary = {
    key: label, model: { type: label, params: {}, seed: 0 }, task: 'binary', scores: { [metric]: { mean, sd: half, folds: [mean], low: mean - half, high: mean + half } }, trainScores: { [metric]: train },
    fitSeconds: 1, predictSeconds: 1, bytes: 1, device: null, epochs: null, warnings: [], finishedAt: '',
  };
  return { label, baseline, summary };
};

test('higher or lower is better, and runs without the score come last', () => {
  const runs = [run('a', 'rmse', 5, 1), run('none', 'other', 1, 1), run('b', 'rmse', 3, 1)];
  expect(ranked(runs, rmse).map((r) => r.label)).toEqual(['b', 'a', 'none']);
  expect(ranked([run('a', 'roc-auc', 0.7, 0.1), run('b', 'roc-auc', 0.9, 0.1)], auc).map((r) => r.label)).toEqual(['b', 'a']);
});

test('ties are those whose interval reaches the best score', () => {
  const runs = [run('Forest', 'roc-auc', 0.93, 0.01), run('Ridge', 'roc-auc', 0.92, 0.02), run('Tree', 'roc-auc', 0.85, 0.02)];
  expect(tiedWithBest(runs, auc).map((r) => r.label)).toEqual(['Forest', 'Ridge']);
});

test('the sentence names the gap to the baseline and the ties', () => {
  const runs = [run('Guess', 'roc-auc', 0.5, 0.01, true), run('Forest', 'roc-auc', 0.93, 0.01), run('Ridge', 'roc-auc', 0.92, 0.02)];
  expect(leaderboardSentence(runs, auc)).toBe('Forest beats the baseline by 0.430 ROC AUC. The top two are tied.');
  expect(leaderboardSentence(runs.slice(0, 1), auc)).toContain('It is the baseline');
  expect(leaderboardSentence([run('Mean', 'rmse', 2, 0.1, true), run('Tree', 'rmse', 3, 0.1)], rmse)).toBe('No model beats the baseline (Mean, RMSE 2.00).');
  expect(leaderboardSentence([run('Mean', 'rmse', 2, 0.5, true), run('Tree', 'rmse', 1.9, 0.5)], rmse)).toContain('cannot be told from the baseline');
  expect(leaderboardSentence([], rmse)).toBe('Nothing has a score yet.');
});

test('a large gap to the training score is said, a small one not', () => {
  expect(overfitSentence('Tree', run('Tree', 'roc-auc', 0.8, 0.02, false, 1).summary, auc)).toBe('Tree scores 1.00 on the rows it learned from and 0.800 on new ones: part of it is learned by heart.');
  expect(overfitSentence('Tree', run('Tree', 'roc-auc', 0.98, 0.02, false, 1).summary, auc)).toBeNull();
  expect(overfitSentence('Tree', run('Tree', 'rmse', 4, 0.1, false, 1).summary, rmse)).not.toBeNull();
});
