import type { Matrix } from '../../frame/matrix.ts';
import type { AnyAlgorithm } from '../core/algorithm.ts';
import { type FitContext, quietContext } from '../core/context.ts';
import { type Dataset, type Task, isClassification } from '../core/dataset.ts';
import { StudioError } from '../core/errors.ts';
import { type Leaf, type ParamSchema, resolveParams } from '../core/params.ts';
import type { Plain } from '../core/plain.ts';
import type { Graph } from '../export/graph.ts';
import type { OnnxInputs, OnnxOutputs } from '../export/onnx/index.ts';
import { toyData } from './model-toys.ts';

/** Runs a graph: ONNX Runtime, in tests. */
export type RunGraph = (graph: Graph, inputs: OnnxInputs) => Promise<OnnxOutputs>;
export type Change = Readonly<Record<string, unknown>>;

/** One promise. `id` is what an algorithm's `waives` names. */
export interface ModelCheck {
  readonly id: string;
  readonly says: string;
  readonly run: () => void | Promise<void>;
}

/** An algorithm at one of its tasks. */
export interface Subject {
  readonly model: AnyAlgorithm;
  readonly task: Task;
  readonly runGraph: RunGraph;
  readonly fitted: Fitted;
}

export function assert(ok: boolean, message: string): void {
  if (!ok) throw new Error(message);
}

export const paramsOf = ({ model }: Subject, change: Change = {}): Readonly<Record<string, unknown>> =>
  resolveParams(model.params, { ...model.checkWith, ...change }, model.type);

/** What the algorithm learned from the usual toy data: trained once for each change of parameters, for all checks that only ask it. */
export class Fitted {
  readonly #states = new Map<string, Promise<Plain>>();

  get(subject: Subject, change: Change = {}): Promise<Plain> {
    const key = JSON.stringify(change);
    const known = this.#states.get(key) ?? fit(subject, toyData(subject.model, subject.task), change);
    this.#states.set(key, known);
    return known;
  }
}

export async function fit(subject: Subject, data: Dataset, change: Change = {}, ctx: FitContext = quietContext(1)): Promise<Plain> {
  return subject.model.fit(data, paramsOf(subject, change), ctx);
}

export const hasProba = ({ model, task }: Subject): boolean => model.tags.proba && isClassification(task);

/** What the model says of every row, in full: probabilities where it has them, else its values. */
export async function answers(subject: Subject, state: Plain, X: Matrix, ctx: FitContext = quietContext(1)): Promise<Float64Array> {
  const { model } = subject;
  if (hasProba(subject)) return (await model.predictProba!(state, X, ctx)).values;
  return model.predict(state, X, ctx);
}

/** Largest difference, relative to numbers above one; Infinity where the lengths differ. */
export function difference(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const d = Math.abs(a[i]! - b[i]!) / Math.max(1, Math.abs(b[i]!));
    // NaN compares false with everything: it must not pass for no difference.
    if (!(d <= most)) most = Number.isNaN(d) ? Infinity : d;
  }
  return most;
}

export function assertClose(a: Float64Array, b: Float64Array, tolerance: number, what: string): void {
  const found = difference(a, b);
  assert(found <= tolerance, `${what}: differ by ${found}, allowed ${tolerance}`);
}

export const tolerance = ({ model }: Subject, exact: number): number => (model.tags.deterministic === 'device' ? Math.max(exact, 1e-5) : exact);

export const assertFinite = (values: Float64Array): void => assert(values.every(Number.isFinite), `not finite: ${values.find((v) => !Number.isFinite(v))}`);

/** The work must throw a StudioError whose message is a sentence holding these words. */
export async function assertRefuses(work: () => unknown, ...words: readonly string[]): Promise<StudioError> {
  let thrown: unknown = null;
  try {
    await work();
  } catch (error) {
    thrown = error;
  }
  if (!(thrown instanceof StudioError)) throw new Error(`expected a StudioError, got ${String(thrown)}`);
  const { message } = thrown;
  assert(message.length > 20 && message.endsWith('.'), `not a sentence: ${message}`);
  for (const word of words) assert(message.includes(word), `"${word}" is not in: ${message}`);
  return thrown;
}

/** Either a model whose answers are finite, or a sentence. */
export async function assertModelOrSentence(subject: Subject, data: Dataset, change: Change = {}): Promise<void> {
  let state: Plain;
  try {
    state = await fit(subject, data, change);
  } catch (error) {
    await assertRefuses(() => { throw error; });
    return;
  }
  assertFinite(await answers(subject, state, data.X));
}

/** The defaults, and every other option of every choice, switch and optional number, one at a time. */
export function variants(params: ParamSchema): readonly Change[] {
  const others = (p: Leaf): readonly unknown[] => {
    if (p.kind === 'choice') return p.options.filter((o) => o !== p.default);
    return p.kind === 'bool' ? [!p.default] : [];
  };
  return Object.entries(params).flatMap(([name, p]): readonly Change[] => {
    if (p.kind !== 'nullable') return others(p).map((value) => ({ [name]: value }));
    const all = p.of.kind === 'choice' ? p.of.options : p.of.kind === 'bool' ? [true, false] : [p.of.default];
    return all.map((value) => ({ [name]: value }));
  });
}
