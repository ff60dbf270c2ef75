import type { Threads } from '../../core/threads.ts';
import { allocated } from '../../kernels/memory.ts';
import { neuralKernels } from '../../kernels/neural.ts';
import { openBackend } from '../../kernels/open.ts';
import { buildNetwork } from '../build/network.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Value } from '../graph/graph.ts';
import { sizeOf } from '../graph/shape.ts';
import { plan, run, writer } from '../plan/plan.ts';
import { type Network, networkLayout } from '../spec/index.ts';

/** A trained network, ready for rows. */
export interface Forward {
  /** Numbers of one row that come out. */
  readonly outputs: number;
  /** Rows × inputs in, rows × outputs out: one of the numbers of rows it was opened for. */
  readonly run: (x: Float32Array, rows: number) => Float32Array;
  readonly close: () => void;
}

export interface ForwardOptions {
  /** Numbers of rows that it will be given. */
  readonly sizes: readonly number[];
  readonly threads: Threads | null;
  /** The layer whose values are wanted; left out, the network's first output. */
  readonly layer?: string;
}

/** Plans a network of one input for prediction. A row's numbers do not depend on the rows beside it, nor on threads. Close it in a `finally`. */
export async function openForward(network: Network, weights: Float32Array, { sizes, threads, layer }: ForwardOptions): Promise<Forward> {
  const layout = networkLayout(network);
  const count = threads?.count ?? 1;
  const made = [...new Set(sizes)].map((rows) => {
    const b = new GraphBuilder();
    const built = buildNetwork(b, network, layout, rows, false);
    const out = layer === undefined ? built.outputs[0]! : built.layers.get(layer)!;
    return { rows, built, out, plan: plan(b.graph(), [out], new Set(), count) };
  });
  const arenaBytes = Math.max(...made.map((m) => m.plan.arenaBytes));
  const bytes = allocated(layout.total * 4) + allocated(arenaBytes) + made.reduce((sum, m) => sum + allocated(m.plan.keptBytes), 0) + 64;
  const backend = await openBackend([neuralKernels], { bytes, threads });
  const { memory } = backend;
  const values = memory.alloc(layout.total * 4);
  memory.f32.set(weights, values / 4);
  const arena = memory.alloc(arenaBytes);
  const bound = new Map(made.map(({ rows, built, out, plan: own }) => {
    const places = new Map<Value, number>(built.weights.map((v, i) => [v, values + layout.variables[i]!.offset * 4]));
    const at = own.bind(writer(backend), { kept: memory.alloc(own.keptBytes), arena, state: 0, outside: (v) => places.get(v) ?? null });
    return [rows, { input: at.at([...built.inputs.values()][0]!) / 4, output: at.at(out) / 4, size: sizeOf(out.shape), steps: at.steps }] as const;
  }));
  return {
    outputs: sizeOf(made[0]!.out.shape) / made[0]!.rows,
    run(x, rows) {
      const { input, output, size, steps } = bound.get(rows)!;
      memory.f32.set(x, input);
      run(backend, steps);
      return memory.f32.slice(output, output + size);
    },
    close: () => backend.close(),
  };
}
