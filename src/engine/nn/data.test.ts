import { expect, it } from 'vitest';
import { matrix } from '../../frame/matrix.ts';
import { holdOut } from '../core/hold-out.ts';

it('holds out a share of far more rows than a call can have arguments', () => {
  const rows = 2_000_000;
  const held = holdOut({ X: matrix(['x'], new Float64Array(rows)), task: 'regression', y: new Float64Array(rows), classes: null, sampleWeight: null }, 0.5, 1);
  expect(held?.validation).toHaveLength(rows / 2);
  expect(held?.train).toHaveLength(rows / 2);
});
