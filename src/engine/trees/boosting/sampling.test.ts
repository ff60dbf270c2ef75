import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../core/random.ts';
import { bagging, goss, gradientBased, subsample } from './sampling.ts';

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
  it('keep groups together where they are to', () => {
    const groups = Int32Array.from({ length: ROWS }, (_, i) => i % 2000);
    const bag = bagging(ROWS, () => 0.4, 1, 7, groups)(0, 0, [])!;
    const whole = new Set(Array.from(bag, (row) => groups[row]!));
    expect(bag.length).toBe(10 * whole.size);
    expect(whole.size / 2000).toBeCloseTo(0.4, 1);
  });
});

describe("XGBoost's gradient-based sampling", () => {
  const random = mulberry32(2);
  const pair = { gradient: Float32Array.from({ length: ROWS }, (_, i) => (i % 10 === 0 ? 0 : (random() - 0.5) ** 3)), hessian: Float32Array.from({ length: ROWS }, (_, i) => (i % 10 === 0 ? 0 : 0.25 * random())) };
  const copy = () => ({ gradient: pair.gradient.slice(), hessian: pair.hessian.slice() });
  const size = ({ gradient, hessian }: typeof pair, i: number): number => Math.sqrt(gradient[i]! ** 2 + 0.1 * hessian[i]! ** 2);

  it('keeps the share asked for: all large rows as they are, and of the others some, made as large as the least of those', () => {
    const after = copy();
    const kept = gradientBased(ROWS, 0.5, 1, 3)(0, 0, [after])!;
    expect(kept.length / ROWS).toBeCloseTo(0.5, 1.5);
    const made = kept.filter((i) => after.gradient[i] !== pair.gradient[i]);
    const threshold = size(after, made[0]!);
    for (const i of made) {
      expect(size(after, i) / threshold).toBeCloseTo(1, 5);
      expect(size(pair, i)).toBeLessThan(threshold);
    }
    const large = Array.from(pair.gradient.keys()).filter((i) => size(pair, i) > threshold);
    expect(large.length).toBeGreaterThan(0);
    expect(kept.length - made.length).toBe(large.length);
    expect(kept.some((i) => i % 10 === 0)).toBe(false);
    // min(1, size / threshold) adds up to the rows wanted.
    expect(Array.from(pair.gradient.keys()).reduce((sum, i) => sum + Math.min(1, size(pair, i) / threshold), 0)).toBeCloseTo(0.5 * ROWS, 0);
  });
  it('keeps sums right on average', () => {
    const sums = Array.from({ length: 40 }, (_, round) => {
      const after = copy();
      return gradientBased(ROWS, 0.1, 1, 3)(round, 0, [after])!.reduce((s, i) => s + after.hessian[i]!, 0);
    });
    expect(sums.reduce((a, b) => a + b, 0) / 40 / pair.hessian.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 2);
  });
  it('draws parallel trees from the same derivatives, each output from its own', () => {
    const alone = copy();
    const second = copy();
    const draw = gradientBased(ROWS, 0.3, 2, 3);
    draw(4, 0, [alone, second]);
    const rows = draw(4, 1, [alone, second])!;
    expect(second).toEqual(pair);
    const fresh = copy();
    expect(gradientBased(ROWS, 0.3, 2, 3)(4, 1, [fresh, copy()])).toEqual(rows);
    for (const i of rows) expect(alone.gradient[i]).toBe(fresh.gradient[i]);
    draw(4, 2, [alone, second]);
    expect(second).not.toEqual(pair);
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
