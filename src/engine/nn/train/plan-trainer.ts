import type { DeviceName } from '../../core/context.ts';
import type { Threads } from '../../core/threads.ts';
import { neuralKernels } from '../../kernels/neural.ts';
import { openBackend } from '../../kernels/open.ts';
import { seedWords } from '../build/seed.ts';
import { learningSteps, penaltySteps, penaltyWords, settingsOf } from '../plan/learn.ts';
import { plan, run, writer } from '../plan/plan.ts';
import { networkCost } from '../spec/index.ts';
import { bindAll, bytesOf, compile, fill, lay, type PlanSpec } from './lay.ts';
import { slotStart } from './optimizer.ts';
import type { Batch, Trainer, Weights } from './parts.ts';

export interface PlanOptions {
  readonly device: DeviceName;
  readonly threads: Threads | null;
  /** Plain TypeScript, whatever the engine can do. */
  readonly twins: boolean;
}

/** Below so many multiply-adds a step (forward), the step is over before helpers have heard of it. */
const WORTH_HELPERS = 2e6;

/**
 * One training as plans of kernel calls: a step is a list of calls that was made before the first. The same bits for any number of
 * threads, and from the kernels' twins.
 */
export async function planTrainer(spec: PlanSpec, start: Weights, options: PlanOptions): Promise<Trainer> {
  const work = networkCost(spec.network).multiplyAdds * Math.max(...spec.sizes.learned);
  const threads = options.twins || work < WORTH_HELPERS ? null : options.threads;
  const count = threads?.count ?? 1;
  const compiled = compile(spec, (graph, results, outside) => plan(graph, results, outside, count));
  const backend = await openBackend([neuralKernels], { bytes: bytesOf(spec, compiled), threads, twins: options.twins });
  const { memory } = backend;
  const sites = lay(spec, compiled, (bytes) => memory.alloc(bytes));
  const { learn, state } = sites;
  const bound = bindAll(spec, compiled, sites, writer(backend));

  memory.f32.set(start.values, learn.values / 4);
  learn.slots.forEach((at, i) => memory.f32.fill(slotStart(spec.optimizer), at / 4, at / 4 + spec.trainable).set(start.slots[i] ?? [], at / 4));
  memory.f32.set([spec.l1, spec.l2], learn.penalties / 4);
  memory.f32.set([spec.clipNorm ?? 0, spec.clipValue ?? 0, spec.maxNorm ?? 0], learn.limits / 4);
  memory.u32.set(seedWords(spec.seed), state / 4);
  const update = learningSteps(spec, learn, backend.threads);
  const penalties = penaltySteps(spec, learn);
  let totals = { loss: 0, metric: 0 };
  let { steps } = start;

  const pass = (batch: Batch, learns: boolean): void => {
    const it = bound(batch.rows, learns);
    fill(it.step, batch, (value, numbers) => memory.f32.set(numbers, it.bound.at(value) / 4));
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
      memory.f32.set(settingsOf(spec.optimizer, rate, steps), learn.settings / 4);
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
