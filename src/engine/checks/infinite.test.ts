import { expect, it } from 'vitest';
import type { Features } from '../../frame/features.ts';
import { all } from '../transformers/index.ts';

const X: Features = { rows: 3, columns: [{ kind: 'number', name: 'ratio', values: Float64Array.of(1, Number.NaN, -Infinity) }] };

it.each(['standard-scaler', 'min-max-scaler', 'max-abs-scaler', 'power-transformer'])('%s names the infinite cell it cannot scale by', (type) => {
  const step = all.find((t) => t.type === type)!;
  const params = Object.fromEntries(Object.entries(step.params).map(([name, p]) => [name, p.default]));
  expect(() => step.fit(X, null, params)).toThrow(/"ratio" has an infinite value in row 3, and \w+ cannot scale by it/);
});
