import type { DeviceName } from '../../core/context.ts';
import type { Threads } from '../../core/threads.ts';
import type { Backend } from '../../kernels/backend.ts';
import { allocated } from '../../kernels/memory.ts';
import { neuralKernels } from '../../kernels/neural.ts';
import { openBackend } from '../../kernels/open.ts';
import { seedWords } from '../build/seed.ts';
import { stepGraph, type StepGraph } from '../build/step.ts';
import type { Value } from '../graph/graph.ts';
import { sizeOf } from '../graph/shape.ts';
import type { LossName } from '../names.ts';
import { type Learning, learningSteps, type LearnSites, LIMITS, penaltySteps, penaltyWords, SETTINGS, squareWords, writeSettings } from '../plan/learn.ts';
import { type Bound, type Plan, plan, run } from '../plan/plan.ts';
import { type Network, networkCost, type NetworkLayout } from '../spec/index.ts';
import { slotsOf, slotStart } from './optimizer.ts';
import type { Batch, Trainer, Weights } from './parts.ts';

export interface PlanSpec extends Learning {
  readonly network: Network;
  readonly layout: NetworkLayout;
  readonly loss: LossName;
  readonly seed: number;
  /** Rows of the batches that will be learned from, and of those that will only be scored. */
  readonly sizes: { readonly learned: readonly number[]; readonly scored: readonly number[] };
}

export interface PlanOptions {
  readonly device: DeviceName;
  readonly threads: Threads | null;
  /** Plain TypeScript, whatever the engine can do. */
  readonly twins: boolean;
}

interface Compiled {
  readonly step: StepGraph;
  readonly plan: Plan;
}

/** Below so many multiply-adds a step (forward), the step is over before helpers have heard of it. */
const WORTH_HELPERS = 2e6;

const key = (rows: number, learn: boolean): string => `${rows} ${learn}`;

function compile(spec: PlanSpec, rows: number, learn: boolean, threads: number): Compiled {
  const step = stepGraph(spec.network, spec.layout, spec.loss, rows, learn);
  return { step, plan: plan(step.graph, [step.loss, step.metric, ...step.grads], new Set(step.grads), threads) };
}

/** Puts plans and weights on one memory. Weights have places of their own; plans share theirs, since one runs at a time. */
function lay({ memory }: Backend, spec: PlanSpec, plans: readonly Compiled[]): { readonly learn: LearnSites; readonly state: number; readonly arena: number; readonly kept: readonly number[] } {
  const { layout, trainable } = spec;
  const floats = (n: number): number => memory.alloc(Math.max(1, n) * 4);
  const learn = {
    values: floats(layout.total), grads: floats(trainable), slots: Array.from({ length: slotsOf(spec.optimizer) }, () => floats(trainable)),
    settings: floats(SETTINGS), penalties: floats(2), penaltySums: floats(penaltyWords(spec)), clip: floats(1 + squareWords(trainable)), limits: floats(LIMITS),
  };
  return { learn, state: floats(3), arena: memory.alloc(Math.max(...plans.map((p) => p.plan.arenaBytes))), kept: plans.map((p) => memory.alloc(p.plan.keptBytes)) };
}

function bytesOf(spec: PlanSpec, plans: readonly Compiled[]): number {
  const floats = (n: number): number => allocated(Math.max(1, n) * 4);
  const own = floats(spec.layout.total) + (1 + slotsOf(spec.optimizer)) * floats(spec.trainable) + floats(SETTINGS) + floats(2) + floats(penaltyWords(spec)) + floats(1 + squareWords(spec.trainable)) + floats(LIMITS) + floats(3);
  return own + allocated(Math.max(...plans.map((p) => p.plan.arenaBytes))) + plans.reduce((sum, p) => sum + allocated(p.plan.keptBytes), 0);
}

/**
 * One training as plans of kernel calls: a step is a list of calls that was made before the first. The same bits for any number of
 * threads, and from the kernels' twins.
 */
export async function planTrainer(spec: PlanSpec, start: Weights, options: PlanOptions): Promise<Trainer> {
  const work = networkCost(spec.network).multiplyAdds * Math.max(...spec.sizes.learned);
  const threads = options.twins || work < WORTH_HELPERS ? null : options.threads;
  const count = threads?.count ?? 1;
  const wanted = [...spec.sizes.learned.map((rows) => ({ rows, learn: true })), ...spec.sizes.scored.map((rows) => ({ rows, learn: false }))];
  const compiled = wanted.map(({ rows, learn }) => compile(spec, rows, learn, count));
  const backend = await openBackend([neuralKernels], { bytes: bytesOf(spec, compiled), threads, twins: options.twins });
  const { memory } = backend;
  const { learn, state, arena, kept } = lay(backend, spec, compiled);
  const bound = new Map(wanted.map(({ rows, learn: learns }, i) => {
    const { step, plan: made } = compiled[i]!;
    const places = new Map<Value, number>(step.built.weights.map((v, w) => [v, learn.values + spec.layout.variables[w]!.offset * 4]));
    const trained = spec.layout.variables.filter((v) => v.trained);
    step.grads.forEach((v, g) => places.set(v, learn.grads + trained[g]!.offset * 4));
    return [key(rows, learns), { step, bound: made.bind(backend, { kept: kept[i]!, arena, state, outside: (v) => places.get(v) ?? null }) }] as const;
  }));

  memory.f32.set(start.values, learn.values / 4);
  learn.slots.forEach((at, i) => memory.f32.fill(slotStart(spec.optimizer), at / 4, at / 4 + spec.trainable).set(start.slots[i] ?? [], at / 4));
  memory.f32.set([spec.l1, spec.l2], learn.penalties / 4);
  memory.f32.set([spec.clipNorm ?? 0, spec.clipValue ?? 0, spec.maxNorm ?? 0], learn.limits / 4);
  memory.u32.set(seedWords(spec.seed), state / 4);
  const update = learningSteps(spec, learn, backend.threads);
  const penalties = penaltySteps(spec, learn);
  let totals = { loss: 0, metric: 0 };
  let { steps } = start;

  const fill = ({ step, bound: at }: { readonly step: StepGraph; readonly bound: Bound }, { rows, x, y, weight }: Batch): void => {
    const inputs = [...step.built.inputs.values()];
    const width = x.length / rows;
    let from = 0;
    for (const input of inputs) {
      const size = sizeOf(input.shape) / rows;
      const to = at.at(input) / 4;
      if (inputs.length === 1) memory.f32.set(x, to);
      else for (let r = 0; r < rows; r++) memory.f32.set(x.subarray(r * width + from, r * width + from + size), to + r * size);
      from += size;
    }
    memory.f32.set(y, at.at(step.y) / 4);
    memory.f32.set(weight, at.at(step.weight) / 4);
  };
  const pass = (batch: Batch, learns: boolean): void => {
    const it = bound.get(key(batch.rows, learns))!;
    fill(it, batch);
    run(backend, penalties);
    run(backend, it.bound.steps);
    const extra = penalties.length === 0 ? 0 : memory.f32.subarray(learn.penaltySums / 4, learn.penaltySums / 4 + penaltyWords(spec)).reduce((sum, v) => sum + v, 0);
    totals = { loss: totals.loss + (memory.f32[it.bound.at(it.step.loss) / 4]! + extra) * batch.rows, metric: totals.metric + memory.f32[it.bound.at(it.step.metric) / 4]! };
  };
  const part = (at: number, n: number): Float32Array => memory.f32.slice(at / 4, at / 4 + n);
  return {
    device: options.device,
    step(batch, rate, stepNumber) {
      memory.u32[state / 4 + 2] = stepNumber;
      pass(batch, true);
      steps++;
      writeSettings(memory, learn.settings, spec.optimizer, rate, steps);
      run(backend, update);
    },
    score: (batch) => pass(batch, false),
    totals: async () => totals,
    setTotals(next) {
      totals = next;
    },
    weights: async () => ({ values: part(learn.values, spec.layout.total), slots: learn.slots.map((at) => part(at, spec.trainable)), steps }),
    failure: () => null,
    dispose: () => backend.close(),
  };
}
