import type { Threads } from '../../../core/threads.ts';
import { neuralKernels } from '../../../kernels/neural.ts';
import { openBackend } from '../../../kernels/open.ts';
import type { GraphBuilder } from '../../graph/builder.ts';
import type { Value } from '../../graph/graph.ts';
import { sizeOf } from '../../graph/shape.ts';
import { plan, run, writer } from '../plan.ts';

export interface GraphRun {
  readonly twins?: boolean;
  readonly threads?: Threads;
  /** Seed and step of random numbers. */
  readonly state?: readonly [number, number, number];
}

/** Runs a graph once on numbers for its inputs, weights and statistics (by name), and answers the results; statistics are written back. */
export async function runGraph(b: GraphBuilder, results: readonly Value[], numbers: Readonly<Record<string, Float32Array>>, options: GraphRun = {}): Promise<readonly Float32Array[]> {
  const graph = b.graph();
  const made = plan(graph, results, new Set(), options.threads?.count ?? 1);
  const outside = graph.values.filter((v) => v.kind === 'weight' || v.kind === 'statistic');
  const bytes = made.keptBytes + made.arenaBytes + outside.reduce((sum, v) => sum + sizeOf(v.shape) * 4 + 64, 0) + 512;
  const backend = await openBackend([neuralKernels], { bytes, twins: options.twins ?? false, threads: options.threads ?? null });
  try {
    const { memory } = backend;
    // Rubbish, so that what is read before it is written shows.
    memory.f32.fill(12_345, memory.mark() / 4);
    const state = memory.alloc(12);
    memory.u32.set(options.state ?? [0, 0, 0], state / 4);
    const places = new Map(outside.map((v) => [v, memory.alloc(sizeOf(v.shape) * 4)]));
    const bound = made.bind(writer(backend), { kept: memory.alloc(made.keptBytes), arena: memory.alloc(made.arenaBytes), state, outside: (v) => places.get(v) ?? null });
    for (const v of graph.values) {
      const given = numbers[v.name];
      if (v.kind === 'input' || v.kind === 'weight' || v.kind === 'statistic') memory.f32.set(given!, (places.get(v) ?? bound.at(v)) / 4);
    }
    run(backend, bound.steps);
    for (const v of outside) if (v.kind === 'statistic') numbers[v.name]!.set(memory.f32.subarray(places.get(v)! / 4, places.get(v)! / 4 + sizeOf(v.shape)));
    return results.map((v) => memory.f32.slice(bound.at(v) / 4, bound.at(v) / 4 + sizeOf(v.shape)));
  } finally {
    backend.close();
  }
}
