import { StudioError } from '../../core/errors.ts';
import type { Kernel } from '../../kernels/kernel.ts';
import { adagrad, adam, clipFactor, clipScale, clipValue, lion, maxNorm, penalise, penalty, rmsprop, sgd, squareSum } from '../../kernels/twins/neural/optimizer.ts';
import type { Step } from '../plan/lowering.ts';
import { type Dispatch, each, eachGroup, folded, GROUP_THREADS, words } from './shader.ts';

/** The optimizers' kernels with the arguments of their twins: what is planned for those runs here too. */
const sum = (a: string, b: string): string => `${a} + ${b}`;
/** `body` for number q = from … to; `at`: addresses, which the body sees as p1 and on. */
const over = (from: number, to: number, at: readonly number[], body: string): Dispatch => each(to - from, [from, ...words(...at)], `let q = i + p0; ${body}`);
const summed = (from: number, to: number, at: readonly number[], value: string): Dispatch => eachGroup(1, [from, to, ...words(...at)], `var v = 0.0;
  for (var q = p0 + t; q < p1; q += ${GROUP_THREADS}u) { ${value} }
  part[t] = v; ${folded(sum)} if (t == 0u) { m[p${1 + at.length}] = part[0]; }`);

const RUNS = new Map<Kernel, (...args: number[]) => Dispatch>([
  [adam, (from, to, w, g, m, v, p) => over(from!, to!, [w!, g!, m!, v!, p!], `let g = m[p2 + q];
    let mi = (g - m[p3 + q]) * m[p5 + 2u] + m[p3 + q]; let vi = (g * g - m[p4 + q]) * m[p5 + 3u] + m[p4 + q];
    m[p3 + q] = mi; m[p4 + q] = vi; m[p1 + q] = m[p1 + q] * m[p5 + 1u] - mi * m[p5] / (sqrt(vi) + m[p5 + 4u]);`)],
  [sgd, (from, to, w, g, m, p) => over(from!, to!, [w!, g!, m!, p!], `let step = m[p2 + q] * m[p4]; let wi = m[p1 + q] * m[p4 + 1u];
    ${m === 0 ? 'm[p1 + q] = wi - step;' : 'let mi = m[p3 + q] * m[p4 + 2u] - step; m[p3 + q] = mi; m[p1 + q] = wi + select(mi * m[p4 + 2u] - step, mi, m[p4 + 3u] == 0.0);'}`)],
  [rmsprop, (from, to, w, g, s, m, p) => over(from!, to!, [w!, g!, s!, m!, p!], `let g = m[p2 + q]; let si = m[p3 + q] * m[p5 + 3u] + g * g * m[p5 + 4u]; m[p3 + q] = si;
    var step = g * m[p5] / sqrt(si + m[p5 + 5u]);
    ${m === 0 ? '' : 'step = m[p4 + q] * m[p5 + 2u] + step; m[p4 + q] = step;'}
    m[p1 + q] = m[p1 + q] * m[p5 + 1u] - step;`)],
  [adagrad, (from, to, w, g, s, p) => over(from!, to!, [w!, g!, s!, p!], `let g = m[p2 + q]; let si = g * g + m[p3 + q]; m[p3 + q] = si;
    m[p1 + q] = m[p1 + q] * m[p4 + 1u] - g * m[p4] / sqrt(si + m[p4 + 2u]);`)],
  [lion, (from, to, w, g, m, p) => over(from!, to!, [w!, g!, m!, p!], `let g = m[p2 + q]; let mi = m[p3 + q];
    m[p1 + q] = m[p1 + q] * m[p4 + 1u] - sign(mi * m[p4 + 2u] + g * m[p4 + 3u]) * m[p4]; m[p3 + q] = mi * m[p4 + 4u] + g * m[p4 + 5u];`)],
  [penalise, (from, to, w, g, p) => over(from!, to!, [w!, g!, p!], 'm[p2 + q] = m[p2 + q] + sign(m[p1 + q]) * m[p3] + 2.0 * m[p1 + q] * m[p3 + 1u];')],
  [penalty, (from, to, w, p, out) => summed(from!, to!, [w!, p!, out!], 'v += abs(m[p2 + q]) * m[p3] + m[p2 + q] * m[p2 + q] * m[p3 + 1u];')],
  [squareSum, (from, to, g, out) => summed(from!, to!, [g!, out!], 'v += m[p2 + q] * m[p2 + q];')],
  [clipFactor, (n, squares, most, out) => each(1, [n!, ...words(squares!, most!, out!)], 'var v = 0.0; for (var k = 0u; k < p0; k++) { v += m[p1 + k]; } let norm = sqrt(v); m[p3 + i] = select(1.0, m[p2] / norm, norm > m[p2]);')],
  [clipScale, (from, to, g, factor) => over(from!, to!, [g!, factor!], 'm[p1 + q] = m[p1 + q] * m[p2];')],
  [clipValue, (from, to, g, most) => over(from!, to!, [g!, most!], 'm[p1 + q] = clamp(m[p1 + q], -m[p2], m[p2]);')],
  [maxNorm, (rows, width, first, last, w, most) => each(last! - first!, [rows!, first!, ...words(w!, most!)], `let c = i + p1; var v = 0.0;
    for (var k = 0u; k < p0; k++) { let x = m[p2 + k * ${width}u + c]; v += x * x; }
    let norm = sqrt(v); let by = min(m[p3], norm) / (norm + 1e-7);
    for (var k = 0u; k < p0; k++) { m[p2 + k * ${width}u + c] = m[p2 + k * ${width}u + c] * by; }`)],
]);

/** Kernel calls as runs of compute shaders. */
export const dispatchesOf = (steps: readonly Step[]): readonly Dispatch[] => steps.flatMap(({ kernel, calls }) => {
  const run = RUNS.get(kernel);
  if (run === undefined) throw new StudioError('internal', `The kernel ${kernel.name} has no compute shader.`);
  return calls.map((args) => run(...args));
});
