import { gatherRows, scatterAddRows } from '../../../kernels/twins/neural/rows.ts';
import { sizeOf } from '../../graph/shape.ts';
import { type Lowering, ranges } from '../lowering.ts';

export const gather: Lowering = ({ inputs, outputs }, threads) => {
  const [rows, width] = inputs[1]!.shape as readonly [number, number];
  return { steps: ({ inputs: [ids, table], outputs: [y] }) => [{ kernel: gatherRows, calls: ranges(sizeOf(inputs[0]!.shape), sizeOf(outputs[0]!.shape), threads, 1).map(([from, to]) => [from, to, width, rows, ids!, table!, y!]) }] };
};

export const scatterAdd: Lowering<{ readonly rows: number }> = ({ attrs: { rows }, inputs }, threads) => {
  const [count, width] = [sizeOf(inputs[0]!.shape), inputs[1]!.shape.at(-1)!];
  return { steps: ({ inputs: [ids, values], outputs: [table] }) => [{ kernel: scatterAddRows, calls: ranges(rows, count * width * 2, threads, 1).map(([from, to]) => [from, to, count, width, ids!, values!, table!]) }] };
};
