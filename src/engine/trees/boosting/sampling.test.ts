import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../core/random.ts';
import { bagging, goss, subsample } from './sampling.ts';

const ROWS = 20_000;

describe('rows drawn for trees', () => {
  it('are each there with the probability asked for, ascending, anew for every tree and the same again', () => {
    const draw = subsample(ROWS, 0.3, 5);
    const first = draw(0, 0, [])!;
    expect(first.length / ROWS).toBeCloseTo(0.3, 1.5);
    expect(first.every((row, i) => i === 0 || row > first[i - 1]!)).toBe(true);
    expect(draw(0, 1, [])).not.toEqual(first);
    expect(draw(1, 0, [])).not.toEqual(first);
    expect(subsample(ROWS, 0.3, 5)(0, 0, [])).toEqual(first);
  });
  it('are never none', () => {
    expect(subsample(3, 1e-9, 1)(0, 0, [])!.length).toBe(1);
  });
  it('stay in the bag for as many rounds as asked for, whichever round comes first', () => {
    const share = (row: number): number => (row % 2 === 0 ? 0.9 : 0.1);
    const bag = bagging(ROWS, share, 3, 2);
    const third = bag(3, 0, [])!;
    expect(bag(5, 1, [])).toEqual(third);
    expect(bag(6, 0, [])).not.toEqual(third);
    expect(bagging(ROWS, share, 3, 2)(4, 0, [])).toEqual(third);
    expect(third.filter((row) => row % 2 === 0).length / third.length).toBeCloseTo(0.9, 1.5);
  });
});

describe('GOSS', () => {
  const random = mulberry32(1);
  const pairs = () => [{ gradient: Float32Array.from({ length: ROWS }, () => random() - 0.5), hessian: new Float32Array(ROWS).fill(1) }];

  it('takes all rows at first', () => {
    expect(goss(ROWS, 0.2, 0.1, 0.1, 3)(9, 0, pairs())).toBeNull();
  });
  it('keeps the largest gradients and, of the rest, as many as asked for; these stand for the others', () => {
    const before = pairs();
    const whole = before[0]!.gradient.slice();
    const kept = goss(ROWS, 0.2, 0.1, 0.1, 3)(10, 0, before)!;
    const sizes = whole.map(Math.abs).sort();
    const least = sizes[ROWS - 0.2 * ROWS]!;
    expect(kept.filter((row) => Math.abs(whole[row]!) >= least).length).toBe(0.2 * ROWS);
    expect(kept.length).toBe(0.3 * ROWS);
    for (const row of kept) expect(before[0]!.hessian[row]).toBe(Math.abs(whole[row]!) >= least ? 1 : 8);
    const sum = (rows: Iterable<number>, of: Float32Array): number => Array.from(rows).reduce((a, row) => a + Math.abs(of[row]!), 0);
    expect(sum(kept, before[0]!.gradient) / sum(whole.keys(), whole)).toBeCloseTo(1, 1.5);
  });
});
