import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erf, erfc } from './erf.ts';
import { incompleteBeta, logGamma } from './gamma.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { argmaxRows, sigmoid, softmaxRows } from './softmax.ts';
import { studentCdf, studentQuantile } from './student.ts';

const off = (got: number, want: number): number => (got === want ? 0 : Math.abs(got - want) / Math.abs(want));

describe('special functions equal SciPy', () => {
  it.each([
    [1e-300, -37.0470962993612], [1e-100, -21.273453560965322], [1e-20, -9.262340089798409], [1e-12, -7.034483825301131], [1e-5, -4.264890793922825],
    [0.01, -2.3263478740408408], [0.075, -1.4395314709384563], [0.2, -0.8416212335729142], [0.3, -0.5244005127080409], [0.5, 0],
    [0.6, 0.2533471031357997], [0.9, 1.2815515655446004], [0.975, 1.959963984540054], [0.999999, 4.753424308817087],
  ])('normal quantile of %d', (p, z) => expect(off(normalQuantile(p), z)).toBeLessThanOrEqual(1e-15));

  it('normal quantile at and outside the ends', () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(normalQuantile(1.1)).toBeNaN();
    expect(normalQuantile(Number.NaN)).toBeNaN();
  });

  it.each([[1e-8, 1.1283791670955125e-8], [0.3, 0.3286267594591274], [0.5, 0.5204998778130465], [1, 0.8427007929497148], [2, 0.9953222650189527], [3.9, 0.9999999652077514], [-1, -0.8427007929497148]])(
    'erf(%d)', (x, y) => expect(off(erf(x), y)).toBeLessThanOrEqual(4e-16),
  );
  it.each([[0.3, 0.6713732405408726], [0.5, 0.4795001221869535], [1, 0.15729920705028516], [3.9, 3.479224859723178e-8], [4.5, 1.9661604415428878e-10], [10, 2.0884875837625446e-45], [26, 5.663192408856145e-296]])(
    'erfc(%d)', (x, y) => expect(off(erfc(x), y)).toBeLessThanOrEqual(1e-15),
  );
  it.each([[0.1, 2.252712651734206], [0.5, 0.5723649429247], [1.5, -0.12078223763524526], [3, 0.6931471805599453], [10.5, 13.940625219403763], [100, 359.1342053695754], [1e5, 1051287.7089736569]])(
    'ln gamma(%d)', (x, y) => expect(off(logGamma(x), y)).toBeLessThanOrEqual(1e-14),
  );
  it.each([[0.975, 1, 12.706204736174694], [0.975, 4, 2.7764451051977934], [0.975, 10, 2.228138851986274], [0.995, 30, 2.7499956535672254], [0.6, 3.5, 0.27326545405577973], [0.05, 200, -1.6525081009108773], [1e-10, 5, -156.82559270889433], [0.9999, 0.5, 10284911.563165644]])(
    'Student quantile of %d with %d degrees of freedom', (p, df, t) => expect(off(studentQuantile(p, df), t)).toBeLessThanOrEqual(1e-11),
  );
});

describe('special functions as inverses', () => {
  const inside = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
  it('cdf(quantile(p)) is p', () => {
    expect(() => fc.assert(fc.property(inside, (p) => Math.abs(normalCdf(normalQuantile(p)) - p) <= 1e-15))).not.toThrow();
    expect(() => fc.assert(fc.property(inside, fc.double({ min: 0.5, max: 1e4, noNaN: true }), (p, df) => Math.abs(studentCdf(studentQuantile(p, df), df) - p) <= 1e-11))).not.toThrow();
  });
  it('the incomplete beta function turned round is one minus itself', () => {
    const shape = fc.double({ min: 1, max: 200, noNaN: true });
    expect(() => fc.assert(fc.property(fc.double({ min: 1e-3, max: 0.999, noNaN: true }), shape, shape, (x, a, b) => Math.abs(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a) - 1) < 1e-10))).not.toThrow();
  });
});

describe('softmax and friends', () => {
  const row = fc.array(fc.double({ min: -1e5, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 8 });
  it('rows sum to one, whatever the size of the numbers, and keep their largest entry', () => {
    expect(() => fc.assert(fc.property(row, (values) => {
      const out = Float64Array.from(values);
      softmaxRows(out, values.length);
      const sum = out.reduce((a, b) => a + b, 0);
      return Math.abs(sum - 1) < 1e-12 && out[argmaxRows(Float64Array.from(values), values.length)[0]!] === Math.max(...out);
    }))).not.toThrow();
  });
  it('sigmoid is symmetric', () => expect(() => fc.assert(fc.property(fc.double({ min: -800, max: 800, noNaN: true }), (z) => Math.abs(sigmoid(z) + sigmoid(-z) - 1) < 1e-15))).not.toThrow());
});
