import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Features, toMatrix } from '../../frame/features.ts';
import { matrix } from '../../frame/matrix.ts';
import { breather } from '../core/context.ts';
import { coalitions } from './coalitions.ts';
import type { ExplainContext } from './explainable.ts';
import { kernelShap } from './kernel-shap.ts';
import { linearShap } from './linear-shap.ts';
import { permutationImportance } from './permutation.ts';

const reference = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8'));
const watch = (signal = new AbortController().signal): ExplainContext => ({ signal, progress: () => {}, breathe: breather(signal) });

const features = (rows: readonly (readonly number[])[]): Features => ({
  rows: rows.length,
  columns: rows[0]!.map((_, j) => ({ kind: 'number', name: `x${j}`, values: Float64Array.from(rows, (r) => r[j]!) })),
});

/** The function of reference.py. */
async function curved(X: Features): Promise<Float64Array> {
  const v = X.columns.map((c) => (c.kind === 'number' ? c.values : new Float64Array()));
  const out = new Float64Array(X.rows * 2);
  for (let i = 0; i < X.rows; i++) {
    const first = v[0]![i]! * v[1]![i]! + Math.sin(v[2]![i]!) + v[3]![i]! ** 2 + 0.5 * v[4]![i]! * v[5]![i]! * v[0]![i]!;
    out[i * 2] = first;
    out[i * 2 + 1] = 1 / (1 + Math.exp(-first));
  }
  return out;
}

describe('kernel SHAP', () => {
  const { background, rows, values, base } = reference.kernel;
  const model = { outputs: ['a', 'b'], score: curved };

  it("equals shap's KernelExplainer where every subset is tried", async () => {
    const ours = await kernelShap(model, features(background), features(rows), { nSamples: null, seed: 0 }, watch());
    rows.forEach((_: unknown, i: number) => values[i].forEach((outputs: number[], j: number) => outputs.forEach((v, k) => {
      expect(ours.values[(k * rows.length + i) * 6 + j]).toBeCloseTo(v, 8);
    })));
    base.forEach((v: number, k: number) => expect(ours.base[k]).toBeCloseTo(v, 10));
  });

  it('adds up to what the model says, and comes close with a third of the subsets', async () => {
    const ours = await kernelShap(model, features(background), features(rows), { nSamples: 40, seed: 1 }, watch());
    for (let k = 0; k < 2; k++) {
      for (let i = 0; i < rows.length; i++) {
        const row = ours.values.subarray((k * rows.length + i) * 6, (k * rows.length + i + 1) * 6);
        expect(row.reduce((a, b) => a + b, ours.base[k]!)).toBeCloseTo(ours.predicted[k * rows.length + i]!, 9);
        row.forEach((v, j) => expect(Math.abs(v - values[i][j][k])).toBeLessThan(0.35));
      }
    }
  });

  it('gives nothing to a column that no background row changes', async () => {
    const fixed = background.map((r: number[]) => [r[0], 0.25, ...r.slice(2)]);
    const ours = await kernelShap(model, features(fixed), features([rows[2]]), { nSamples: null, seed: 0 }, watch());
    expect(ours.values[1]).toBe(0);
    expect(ours.values.subarray(0, 6).reduce((a, b) => a + b, ours.base[0]!)).toBeCloseTo(ours.predicted[0]!, 9);
  });

  it('stops when cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(kernelShap(model, features(background), features(rows), { nSamples: null, seed: 0 }, watch(stop.signal))).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('coalitions', () => {
  it.each([2, 3, 5, 8, 11])('tries every subset of %i columns once', (M) => {
    const sets = coalitions(M, 2 * M + 2048, 0);
    expect(sets.exact).toBe(true);
    expect(sets.count).toBe(2 ** M - 2);
    expect(new Set(Array.from({ length: sets.count }, (_, i) => sets.masks.subarray(i * M, (i + 1) * M).join(''))).size).toBe(sets.count);
    expect(sets.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  it('keeps to the budget beyond that', () => {
    const sets = coalitions(40, 500, 0);
    expect(sets.exact).toBe(false);
    expect(sets.count).toBeLessThanOrEqual(501);
    expect(sets.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });
});

describe('linear SHAP', () => {
  const { X, coef, intercept, values } = reference.linear;
  const all = toMatrix(features(X));
  const part = (from: number, to: number) => ({ ...all, rows: to - from, values: all.values.subarray(from * 10, to * 10) });
  const each = Array.from({ length: 10 }, (_, j) => j);

  it("equals shap's LinearExplainer for a regression", () => {
    const ours = linearShap({ coef: matrix(all.columns, Float64Array.from(coef)), intercept: Float64Array.of(intercept) }, part(0, 40), part(40, 60), each, 10);
    values.flat().forEach((v: number, i: number) => expect(ours.values[i]).toBeCloseTo(v, 8));
  });

  it('equals it for three classes, in log-odds', () => {
    const { coef, intercept, values } = reference.logistic;
    const ours = linearShap({ coef: matrix(all.columns, Float64Array.from(coef.flat())), intercept: Float64Array.from(intercept) }, part(0, 40), part(40, 60), each, 10);
    values.forEach((row: number[][], i: number) => row.forEach((outputs, j) => outputs.forEach((v, k) => expect(ours.values[(k * 20 + i) * 10 + j]).toBeCloseTo(v, 8))));
  });

  it('adds features up over the column they came from', () => {
    const together = linearShap({ coef: matrix(all.columns, Float64Array.from(coef)), intercept: Float64Array.of(intercept) }, part(0, 40), part(40, 60), each.map((j) => Math.floor(j / 5)), 2);
    expect(together.values[0]).toBeCloseTo(values[0].slice(0, 5).reduce((a: number, b: number) => a + b, 0), 8);
  });
});

it('permutation importance agrees with scikit-learn within its own error', async () => {
  const { X, y, coef, intercept } = reference.linear;
  const mean = y.reduce((a: number, b: number) => a + b, 0) / y.length;
  const total = y.reduce((s: number, v: number) => s + (v - mean) ** 2, 0);
  const r2 = async (rows: Features): Promise<number> => {
    const at = toMatrix(rows);
    let residual = 0;
    for (let i = 0; i < at.rows; i++) {
      let v = intercept;
      for (let j = 0; j < 10; j++) v += coef[j] * at.values[i * 10 + j]!;
      residual += (y[i] - v) ** 2;
    }
    return 1 - residual / total;
  };
  const ours = await permutationImportance(features(X), r2, { metric: 'r2', better: 'higher', nRepeats: 400, seed: 5 }, watch());
  const { mean: theirs, standardError } = reference.permutation;
  theirs.forEach((v: number, j: number) => expect(Math.abs(ours.mean[j]! - v)).toBeLessThan(6 * standardError[j] + 1e-12));
});
