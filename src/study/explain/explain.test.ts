import { beforeAll, describe, expect, it } from 'vitest';
import { quietContext } from '../../engine/core/context.ts';
import { mulberry32 } from '../../engine/core/random.ts';
import { fromColumns } from '../../frame/from-columns.ts';
import type { Table } from '../../frame/table.ts';
import { newModel, newStep, newStudy } from '../create.ts';
import { predictTable } from '../predict.ts';
import type { RunResult } from '../results.ts';
import { runModel } from '../run.ts';
import { quietRun } from '../run-context.ts';
import type { Split } from '../schema.ts';
import { explainDependence, explainImportance, explainShap } from './index.ts';

const ctx = { ...quietContext(), progress: () => {} };

/** Weight and island decide the kind together, noise does not. */
function animals(): Table {
  const random = mulberry32(4);
  const weight = Array.from({ length: 300 }, () => 2 + 4 * random());
  const island = Array.from({ length: 300 }, () => (random() < 0.5 ? 'North' : 'South'));
  return fromColumns([
    { name: 'weight', values: weight },
    { name: 'island', values: island },
    { name: 'noise', values: Array.from({ length: 300 }, () => random()) },
    { name: 'kind', values: weight.map((w, i) => (w + (island[i] === 'North' ? 1.2 : 0) > 4.5 ? 'big' : 'small')) },
  ]);
}

describe('explaining a pipeline of trees', () => {
  const table = animals();
  let run: RunResult;

  beforeAll(async () => {
    const study = {
      ...newStudy('Animals'),
      data: { table: 'hash', file: null, name: 'animals.csv', sample: null, rows: table.rows, columns: table.columns, options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, image: null },
      target: 'kind',
      steps: [newStep('standard-scaler', {}), newStep('one-hot-encoder', {})],
      split: { kind: 'holdout', test: 0.25, stratify: true, shuffle: true, seed: 3 } as Split,
      models: [newModel('explainable-boosting-classifier', { outerBags: 2, maxRounds: 60, smoothingRounds: 5, interactions: '1', learningRate: 0.1 })],
    };
    run = await runModel(study, study.models[0]!.id, 'binary', table, quietRun());
  });

  it('takes TreeSHAP by itself, in log-odds on the person’s own columns', async () => {
    const shap = await explainShap(run, table, { maxRows: 30, background: 20, nSamples: null, seed: 0, interactions: true }, ctx);
    expect(shap).toMatchObject({ method: 'tree-path', space: 'log-odds', columns: ['weight', 'island', 'noise'], outputs: ['small'] });
    const { proba } = await predictTable(run.fitted, table, shap.rows, ctx);
    shap.predicted.forEach((margin, i) => expect(1 / (1 + Math.exp(-margin))).toBeCloseTo(proba![2 * i + 1]!, 9));
    expect(shap.interactions).toHaveLength(9);
    const strength = (j: number): number => Array.from({ length: 30 }, (_, i) => Math.abs(shap.values[3 * i + j]!)).reduce((a, b) => a + b, 0);
    expect(strength(0)).toBeGreaterThan(5 * strength(2));
  });

  it('compares with background rows, in probabilities, as the kernel does', async () => {
    const options = { maxRows: 5, background: 20, nSamples: null, seed: 0 };
    const trees = await explainShap(run, table, { ...options, method: 'tree-background', linked: true }, ctx);
    expect(trees).toMatchObject({ method: 'tree-background', space: 'probability', outputs: ['small'] });
    const kernel = await explainShap(run, table, { ...options, method: 'kernel' }, ctx);
    expect(Array.from(trees.rows)).toEqual(Array.from(kernel.rows));
    expect(trees.base[0]).toBeCloseTo(kernel.base[1]!, 9);
    trees.predicted.forEach((p, i) => expect(p).toBeCloseTo(kernel.predicted[5 + i]!, 9));
  });

  it('says how the trees were built', () => {
    const importance = explainImportance(run, 1);
    expect(importance.columns).toEqual(['weight', 'island', 'noise']);
    for (const { values, low, high } of importance.measures) values.forEach((v, j) => expect([low[j]! <= v + 1e-9, high[j]! >= v - 1e-9]).toEqual([true, true]));
  });

  it('draws partial dependence from rows and from the trees', async () => {
    const options = { maxRows: 50, points: 12, seed: 0 };
    const rows = await explainDependence(run, table, { ...options, columns: ['weight'], method: 'auto' }, ctx);
    expect(rows).toMatchObject({ method: 'brute', space: 'probability', outputs: ['big', 'small'], rows: 50 });
    expect(rows.lines).toHaveLength(2 * 50 * 12);
    expect(rows.mean[0]).toBeLessThan(0.2);
    expect(rows.mean[11]).toBeGreaterThan(0.8);
    const pair = await explainDependence(run, table, { ...options, columns: ['weight', 'island'], method: 'auto' }, ctx);
    expect(pair).toMatchObject({ method: 'trees', space: 'log-odds', outputs: ['small'] });
    expect(pair.mean).toHaveLength(24);
    const north = pair.grids[1]!.indexOf('North' as never);
    // In the middle the island decides: animals of the North are big there.
    expect(pair.mean[5 * 2 + north]).toBeLessThan(pair.mean[5 * 2 + 1 - north]!);
    const asked = await explainDependence(run, table, { ...options, columns: ['weight'], method: 'trees' }, ctx);
    expect(asked.mean[0]).toBeGreaterThan(asked.mean[11]!);
  });

  it('refuses what cannot be, with a sentence', async () => {
    const asked = (columns: readonly string[]): Promise<unknown> => explainDependence(run, table, { columns, method: 'auto', maxRows: 5, points: 5, seed: 0 }, ctx);
    await expect(asked(['size'])).rejects.toThrow('The model has no column "size". It has "weight", "island", "noise".');
    await expect(asked(['weight', 'weight'])).rejects.toThrow('two different ones');
    await expect(explainShap(run, table, { maxRows: 5, background: 5, nSamples: null, seed: 0, method: 'linear' }, ctx)).rejects.toThrow('has no coefficients');
  });
});
