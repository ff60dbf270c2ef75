import { allocated } from '../../kernels/memory.ts';
import { stepGraph, type StepGraph } from '../build/step.ts';
import type { Graph, Value } from '../graph/graph.ts';
import { sizeOf } from '../graph/shape.ts';
import type { LossName } from '../names.ts';
import { type Learning, type LearnSites, LIMITS, penaltyWords, SETTINGS, squareWords } from '../plan/learn.ts';
import type { Bound, Plan, Write } from '../plan/plan.ts';
import type { Network, NetworkLayout } from '../spec/index.ts';
import { slotsOf } from './optimizer.ts';
import type { Batch } from './parts.ts';

export interface PlanSpec extends Learning {
  readonly network: Network;
  readonly layout: NetworkLayout;
  readonly loss: LossName;
  readonly seed: number;
  /** Rows of the batches that will be learned from, and of those that will only be scored. */
  readonly sizes: { readonly learned: readonly number[]; readonly scored: readonly number[] };
}

/** A batch's graph, planned for a machine. */
export interface Compiled<S> {
  readonly rows: number;
  readonly learn: boolean;
  readonly step: StepGraph;
  readonly plan: Plan<S>;
}

/** Plans for all batches that there will be. */
export function compile<S>(spec: PlanSpec, planner: (graph: Graph, results: readonly Value[], outside: ReadonlySet<Value>) => Plan<S>): readonly Compiled<S>[] {
  const wanted = [...spec.sizes.learned.map((rows) => ({ rows, learn: true })), ...spec.sizes.scored.map((rows) => ({ rows, learn: false }))];
  return wanted.map(({ rows, learn }) => {
    const step = stepGraph(spec.network, spec.layout, spec.loss, rows, learn);
    return { rows, learn, step, plan: planner(step.graph, [step.loss, step.metric, ...step.grads], new Set(step.grads)) };
  });
}

/** Byte addresses of all that a training keeps. */
export interface Ground {
  readonly learn: LearnSites;
  readonly state: number;
  readonly arena: number;
  readonly kept: readonly number[];
}

/** Puts plans and weights on one memory. Weights have places of their own; plans share theirs, since one runs at a time. */
export function lay<S>(spec: PlanSpec, plans: readonly Compiled<S>[], alloc: (bytes: number) => number): Ground {
  const { layout, trainable } = spec;
  const floats = (n: number): number => alloc(Math.max(1, n) * 4);
  const learn = {
    values: floats(layout.total), grads: floats(trainable), slots: Array.from({ length: slotsOf(spec.optimizer) }, () => floats(trainable)),
    settings: floats(SETTINGS), penalties: floats(2), penaltySums: floats(penaltyWords(spec)), clip: floats(1 + squareWords(trainable)), limits: floats(LIMITS),
  };
  return { learn, state: floats(3), arena: alloc(Math.max(...plans.map((p) => p.plan.arenaBytes))), kept: plans.map((p) => alloc(p.plan.keptBytes)) };
}

/** Bytes that `lay` will ask for. */
export function bytesOf<S>(spec: PlanSpec, plans: readonly Compiled<S>[]): number {
  let bytes = 0;
  lay(spec, plans, (n) => {
    bytes += allocated(n);
    return 0;
  });
  return bytes;
}

/** A batch's graph with its places. */
export interface BoundStep<S> {
  readonly step: StepGraph;
  readonly bound: Bound<S>;
}

/** Binds all plans; answers the one for so many rows, to learn from or to be scored. */
export function bindAll<S>(spec: PlanSpec, plans: readonly Compiled<S>[], { learn, state, arena, kept }: Ground, write: Write): (rows: number, learns: boolean) => BoundStep<S> {
  const key = (rows: number, learns: boolean): string => `${rows} ${learns}`;
  const trained = spec.layout.variables.filter((v) => v.trained);
  const bound = new Map(plans.map(({ rows, learn: learns, step, plan }, i) => {
    const places = new Map<Value, number>(step.built.weights.map((v, w) => [v, learn.values + spec.layout.variables[w]!.offset * 4]));
    step.grads.forEach((v, g) => places.set(v, learn.grads + trained[g]!.offset * 4));
    return [key(rows, learns), { step, bound: plan.bind(write, { kept: kept[i]!, arena, state, outside: (v) => places.get(v) ?? null }) }] as const;
  }));
  return (rows, learns) => bound.get(key(rows, learns))!;
}

/** Gives a batch's numbers to the inputs of its graph. A row of a network of several inputs has their numbers one after another. */
export function fill(step: StepGraph, { rows, x, y, weight }: Batch, put: (value: Value, numbers: Float32Array) => void): void {
  const inputs = [...step.built.inputs.values()];
  const width = x.length / rows;
  let from = 0;
  for (const input of inputs) {
    const size = sizeOf(input.shape) / rows;
    let numbers = x;
    if (inputs.length > 1) {
      numbers = new Float32Array(size * rows);
      for (let r = 0; r < rows; r++) numbers.set(x.subarray(r * width + from, r * width + from + size), r * size);
    }
    put(input, numbers);
    from += size;
  }
  put(step.y, y);
  put(step.weight, weight);
}
