import { expect, it } from 'vitest';
import { erf as trueErf } from '../../../math/erf.ts';
import { erf, exp, log, log1p, sigmoid, sineCosine, softplus, tanh } from './math.ts';

const f = Math.fround;
const logistic = (x: number): number => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

/** Single-precision numbers of every size and sign, and evenly over −110 … 110. */
const numbers = [...new Float32Array(Uint32Array.from({ length: 20_000 }, (_, i) => Math.imul(i, 2_654_435_761)).buffer), ...Array.from({ length: 20_000 }, (_, i) => f((i - 10_000) * 0.011 + 1e-4))].filter(Number.isFinite);

/** Distance from the true value in units of the last place that it has in single precision; ∞ where 0, ±∞ or NaN is missed. */
function units(value: number, truth: number): number {
  if (truth === 0 || !Number.isFinite(f(truth))) return Object.is(value, f(truth)) || value === truth ? 0 : Infinity;
  const last = 2 ** Math.max(-149, Math.floor(Math.log2(Math.abs(f(truth)))) - 23);
  return Math.abs(value - truth) / last;
}

it.each([
  ['exp', exp, Math.exp, 1.1], ['log', log, Math.log, 1.2], ['log1p', log1p, Math.log1p, 1.8], ['tanh', tanh, Math.tanh, 1.4],
  ['sigmoid', sigmoid, logistic, 2.3], ['softplus', softplus, (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), 2], ['erf', erf, trueErf, 2],
] as const)('%s is right to the last places everywhere', (_, single, double, most) => {
  let worst = 0;
  for (const x of numbers) worst = Math.max(worst, units(single(x), double(x)));
  expect(worst).toBeLessThan(most);
});

it('the ends of the line are as mathematics has them', () => {
  const [up, down] = [Infinity, -Infinity];
  expect([exp(up), exp(down), exp(0), exp(89.5), exp(-104)]).toEqual([up, 0, 1, up, 0]);
  expect(units(exp(f(88.72)), Math.exp(f(88.72)))).toBeLessThan(1.1);
  expect(exp(f(-100))).toBe(f(Math.exp(-100)));
  expect([log(0), log(up), log(1), log(-1), log(f(1e-42))]).toEqual([down, up, 0, NaN, f(Math.log(f(1e-42)))]);
  expect([log1p(-1), log1p(up), log1p(0), log1p(-2)]).toEqual([down, up, 0, NaN]);
  expect([tanh(up), tanh(down), sigmoid(up), sigmoid(down), softplus(up), softplus(down), erf(up), erf(down)]).toEqual([1, -1, 1, 0, up, 0, 1, -1]);
  for (const of of [exp, log, log1p, tanh, sigmoid, softplus, erf]) expect(of(NaN)).toBeNaN();
});

it('sine and cosine go round once', () => {
  for (let i = 0; i <= 4096; i++) {
    const turns = i / 4096;
    const [sine, cosine] = sineCosine(turns);
    expect(Math.abs(sine - Math.sin(2 * Math.PI * turns))).toBeLessThan(1e-7);
    expect(Math.abs(cosine - Math.cos(2 * Math.PI * turns))).toBeLessThan(1e-7);
  }
});
