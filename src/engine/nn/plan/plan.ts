import { StudioError } from '../../core/errors.ts';
import type { Backend } from '../../kernels/backend.ts';
import type { Graph, Node, Value } from '../graph/graph.ts';
import { sizeOf } from '../graph/shape.ts';
import { fuse, needed } from './fuse.ts';
import { ALIASES, LOWERINGS } from './lower/index.ts';
import type { Lowered, Step } from './lowering.ts';
import { type Buffer, lines, place } from './place.ts';

/** Where values lie that do not belong to the plan: weights, statistics, gradients. Byte addresses. */
export type Outside = (value: Value) => number | null;

/** A graph on one memory, ready to run: kernel calls, or what another machine runs. */
export interface Bound<S = Step> {
  readonly steps: readonly S[];
  /** Byte address of an input, result or any value that lives to the end. */
  readonly at: (value: Value) => number;
}

/** A graph as a list of kernel calls and a layout of its buffers, before any memory is asked for. */
export interface Plan<S = Step> {
  /** For constants: this plan's own. */
  readonly keptBytes: number;
  /** For all else: may be shared with other plans. */
  readonly arenaBytes: number;
  /** Writes the constants and answers the calls. */
  readonly bind: (write: Write, sites: Sites) => Bound<S>;
}

/** Puts numbers at a byte address. */
export type Write = (values: Float32Array, at: number) => void;
export const writer = ({ memory }: Backend): Write => (values, at) => memory.f32.set(values, at / 4);

/** How an operator runs: one of the tables of lowerings, chosen for the machine. */
export type Lower<S> = (node: Node) => Lowered<S>;

/** Puts nodes together before they are lowered. `rootOf`: the value whose memory one is; `kept`: those that are read afterwards. */
export type Merge = (work: readonly Node[], rootOf: (value: Value) => Value, kept: ReadonlySet<Value>) => readonly Node[];

/** Byte addresses of what a plan is put on. */
export interface Sites {
  readonly kept: number;
  readonly arena: number;
  /** Two words of seed and one that counts steps, for random numbers; 0 where there are none. */
  readonly state: number;
  readonly outside: Outside;
}

/** The name of the first operator that no kernel runs; `null` where the graph can be planned. */
export const unplanned = (graph: Graph): string | null => graph.nodes.find((n) => !ALIASES.has(n.op.name) && LOWERINGS[n.op.name] === undefined)?.op.name ?? null;

/** Plans a graph for kernels, whose calls are divided among so many threads (see `arrange`). */
export const plan = (graph: Graph, results: readonly Value[], outside: ReadonlySet<Value>, threads: number): Plan =>
  arrange(graph, results, outside, (node) => LOWERINGS[node.op.name]!(node, threads));

/**
 * Plans a graph. `results` live to the end of a run; `outside` are values that are given places elsewhere when the plan is bound:
 * weights and statistics always are, and results may be (gradients).
 */
export function arrange<S>(graph: Graph, results: readonly Value[], outside: ReadonlySet<Value>, lower: Lower<S>, merge: Merge = (work) => work): Plan<S> {
  const nodes = fuse(needed(graph.nodes, results), results);
  /** The value whose memory another one is seen through. */
  const roots = new Map<Value, Value>();
  const rootOf = (v: Value): Value => roots.get(v) ?? v;
  for (const { op, inputs, outputs } of nodes) if (ALIASES.has(op.name)) roots.set(outputs[0]!, rootOf(inputs[0]!));
  const work = merge(nodes.filter((n) => !ALIASES.has(n.op.name)), rootOf, new Set([...results, ...outside].map(rootOf)));
  const asked = new Map([...outside].map((v) => [rootOf(v), v]));
  if (asked.size < outside.size) throw new StudioError('internal', 'Two values are to have the same memory in two places.');
  const owned = (v: Value): boolean => !asked.has(v) && v.kind !== 'weight' && v.kind !== 'statistic' && v.kind !== 'constant';

  const last = new Map<Value, number>();
  for (const [i, { inputs }] of work.entries()) for (const v of inputs) last.set(rootOf(v), i);
  for (const v of results) last.set(rootOf(v), work.length);

  const buffers = new Map<Value, Buffer>();
  const all: Buffer[] = [];
  const give = (v: Value, from: number): void => {
    const buffer = { bytes: lines(sizeOf(v.shape) * 4), from, to: Math.max(from, last.get(v) ?? from), offset: 0 };
    buffers.set(v, buffer);
    all.push(buffer);
  };
  for (const v of graph.values) if (v.kind === 'input' && last.has(v)) give(v, -1);
  const lowered: Lowered<S>[] = [];
  const scratch: (Buffer | null)[] = [];
  for (const [i, node] of work.entries()) {
    const low = lower(node);
    lowered.push(low);
    scratch.push(low.scratch ? { bytes: lines(low.scratch), from: i, to: i, offset: 0 } : null);
    for (const [k, v] of node.outputs.entries()) {
      if (!owned(v)) continue;
      const bytes = lines(sizeOf(v.shape) * 4);
      const taken = k > 0 ? undefined : low.inPlace?.map((at) => rootOf(node.inputs[at]!)).find((x) => buffers.get(x)?.to === i && buffers.get(x)?.bytes === bytes && last.get(x) === i);
      if (taken === undefined) give(v, i);
      else {
        const buffer = buffers.get(taken)!;
        buffer.to = Math.max(i, last.get(v) ?? i);
        buffers.set(v, buffer);
      }
    }
  }
  const arenaBytes = place([...all, ...scratch.filter((b) => b !== null)]);
  const constants = [...new Set(work.flatMap((n) => n.inputs).concat(results).map(rootOf).filter((v) => v.kind === 'constant'))];
  let kept = 0;
  const keep = (bytes: number): number => {
    const at = kept;
    kept += lines(bytes);
    return at;
  };
  const constantAt = new Map(constants.map((v) => [v, keep(v.data!.length * 4)]));
  const own = lowered.map((low) => (low.constants === undefined ? 0 : keep(low.constants.length * 4)));

  return {
    keptBytes: kept,
    arenaBytes,
    bind: (write, { kept: keptBase, arena, state, outside: outsideAt }) => {
      const at = (value: Value): number => {
        const v = rootOf(value);
        const constant = constantAt.get(v);
        if (constant !== undefined) return keptBase + constant;
        const buffer = buffers.get(v);
        if (buffer !== undefined) return arena + buffer.offset;
        const found = outsideAt(asked.get(v) ?? v);
        if (found === null) throw new StudioError('internal', `"${v.name}" has no place in memory.`);
        return found;
      };
      for (const [v, offset] of constantAt) write(v.data!, keptBase + offset);
      const steps = work.flatMap((node, i) => {
        const low = lowered[i]!;
        if (low.constants !== undefined) write(low.constants, keptBase + own[i]!);
        return low.steps({ inputs: node.inputs.map(at), outputs: node.outputs.map(at), scratch: arena + (scratch[i]?.offset ?? 0), constants: keptBase + own[i]!, state });
      });
      return { steps, at };
    },
  };
}

export function run(backend: Backend, steps: readonly Step[]): void {
  for (const { kernel, calls } of steps) backend.run(kernel, calls);
}
