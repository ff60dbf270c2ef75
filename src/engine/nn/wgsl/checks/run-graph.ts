import { allocated } from '../../../kernels/memory.ts';
import type { GraphBuilder } from '../../graph/builder.ts';
import type { Value } from '../../graph/graph.ts';
import { sizeOf } from '../../graph/shape.ts';
import { arrangeGpu } from '../lower/index.ts';
import { openMachine } from '../machine.ts';

/** `runGraph` of the kernels, on a graphics processor. */
export async function runOnGpu(b: GraphBuilder, results: readonly Value[], numbers: Readonly<Record<string, Float32Array>>): Promise<readonly Float32Array[]> {
  const graph = b.graph();
  const made = arrangeGpu(graph, results, new Set());
  const outside = graph.values.filter((v) => v.kind === 'weight' || v.kind === 'statistic');
  let bytes = 0;
  const alloc = (n: number): number => {
    const at = bytes;
    bytes += allocated(n);
    return at;
  };
  const [kept, arena] = [alloc(made.keptBytes), alloc(made.arenaBytes)];
  const places = new Map(outside.map((v) => [v, alloc(sizeOf(v.shape) * 4)]));
  const machine = await openMachine(bytes);
  try {
    // Rubbish, so that what is read before it is written shows.
    machine.write(new Float32Array(Math.floor(bytes / 4)).fill(12_345), 0);
    const bound = made.bind(machine.write, { kept, arena, state: 0, outside: (v) => places.get(v) ?? null });
    for (const v of graph.values) {
      if (v.kind === 'input' || v.kind === 'weight' || v.kind === 'statistic') machine.write(numbers[v.name]!, places.get(v) ?? bound.at(v));
    }
    machine.setState(Uint32Array.of(0, 0, 0, 0));
    machine.run(await machine.program(bound.steps));
    const out: Float32Array[] = [];
    for (const v of results) out.push(await machine.read(bound.at(v), sizeOf(v.shape)));
    for (const v of outside) if (v.kind === 'statistic') numbers[v.name]!.set(await machine.read(places.get(v)!, sizeOf(v.shape)));
    const failure = machine.failure();
    if (failure !== null) throw new Error(failure);
    return out;
  } finally {
    machine.close();
  }
}
