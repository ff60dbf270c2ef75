import { allocated } from '../../kernels/memory.ts';
import { seedWords } from '../build/seed.ts';
import { learningSteps, penaltySteps, penaltyWords, settingsOf } from '../plan/learn.ts';
import { dispatchesOf } from '../wgsl/learn.ts';
import { arrangeGpu } from '../wgsl/lower/index.ts';
import { type Machine, openMachine, type Program } from '../wgsl/machine.ts';
import { type Dispatch, each, num, words } from '../wgsl/shader.ts';
import { bindAll, bytesOf, compile, fill, lay, type PlanSpec } from './lay.ts';
import { slotStart } from './optimizer.ts';
import type { Batch, Trainer, Weights } from './parts.ts';

/** Sums of losses and metrics, two numbers. */
const TOTALS_BYTES = 8;

/** Adds a batch's loss (with what the penalties add) and metric to the sums. */
const adding = (rows: number, loss: number, metric: number, penalties: number, n: number, totals: number): Dispatch =>
  each(1, words(loss, metric, penalties, totals), `var v = m[p0]; for (var k = 0u; k < ${n}u; k++) { v += m[p2 + k]; }
  m[p3] = m[p3] + v * ${num(rows)}; m[p3 + 1u] = m[p3 + 1u] + m[p1];`);

/** One training on a graphics processor: the plan that the kernels run, as compute shaders. A step is one submission, and nothing is read back in it. */
export async function gpuTrainer(spec: PlanSpec, start: Weights): Promise<Trainer> {
  const compiled = compile(spec, arrangeGpu);
  const machine: Machine = await openMachine(bytesOf(spec, compiled) + allocated(TOTALS_BYTES));
  try {
    let end = 0;
    const alloc = (bytes: number): number => {
      const at = end;
      end += allocated(bytes);
      return at;
    };
    const sites = lay(spec, compiled, alloc);
    const { learn } = sites;
    const totals = alloc(TOTALS_BYTES);
    const bound = bindAll(spec, compiled, sites, machine.write);
    const penalties = dispatchesOf(penaltySteps(spec, learn));
    const n = penalties.length === 0 ? 0 : penaltyWords(spec);
    const programs = new Map<unknown, Program>();
    for (const { rows, learn: learns } of compiled) {
      const it = bound(rows, learns);
      const added = adding(rows, it.bound.at(it.step.loss), it.bound.at(it.step.metric), learn.penaltySums, n, totals);
      programs.set(it, await machine.program([...penalties, ...it.bound.steps, added]));
    }
    const update = await machine.program(dispatchesOf(learningSteps(spec, learn, 1)));

    machine.write(start.values, learn.values);
    learn.slots.forEach((at, i) => machine.write(start.slots[i] ?? new Float32Array(spec.trainable).fill(slotStart(spec.optimizer)), at));
    machine.write(Float32Array.of(spec.l1, spec.l2), learn.penalties);
    machine.write(Float32Array.of(spec.clipNorm ?? 0, spec.clipValue ?? 0, spec.maxNorm ?? 0), learn.limits);
    let { steps } = start;
    const seed = seedWords(spec.seed);
    const pass = (batch: Batch, ...after: readonly Program[]): void => {
      const it = bound(batch.rows, after.length > 0);
      fill(it.step, batch, (value, numbers) => machine.write(numbers, it.bound.at(value)));
      machine.run(programs.get(it)!, ...after);
    };
    return {
      device: 'webgpu',
      step(batch, rate, stepNumber) {
        machine.setState(Uint32Array.of(...seed, stepNumber, 0));
        steps++;
        machine.write(Float32Array.from(settingsOf(spec.optimizer, rate, steps)), learn.settings);
        pass(batch, update);
      },
      score: (batch) => pass(batch),
      async totals() {
        const [loss, metric] = await machine.read(totals, 2);
        return { loss: loss!, metric: metric! };
      },
      setTotals: ({ loss, metric }) => machine.write(Float32Array.of(loss, metric), totals),
      async weights() {
        const values = await machine.read(learn.values, spec.layout.total);
        const slots: Float32Array[] = [];
        for (const at of learn.slots) slots.push(await machine.read(at, spec.trainable));
        return { values, slots, steps };
      },
      failure: machine.failure,
      dispose: machine.close,
    };
  } catch (thrown) {
    machine.close();
    throw thrown;
  }
}
