import { bitsOf } from '../../../kernels/twins/neural/elementwise.ts';
import { LOSS_CODES, rowLoss as lossKernel, rowLossGrad as gradKernel, rowMetric as metricKernel } from '../../../kernels/twins/neural/loss.ts';
import type { RowLossName } from '../../graph/ops/loss.ts';
import { type Lowering, ranges } from '../lowering.ts';

/** Additions that one output's loss takes, about. */
const COST = 40;

export const rowLoss: Lowering<{ readonly name: RowLossName; readonly delta: number }> = ({ attrs: { name, delta }, inputs }, threads) => {
  const [rows, k] = inputs[0]!.shape as readonly [number, number];
  return {
    steps: ({ inputs: [z, y], outputs: [loss] }) => [{ kernel: lossKernel, calls: ranges(rows, rows * k * COST, threads).map(([from, to]) => [LOSS_CODES.indexOf(name), from, to, k, z!, y!, loss!, bitsOf(delta)]) }],
  };
};

export const rowLossGrad: Lowering<{ readonly name: RowLossName; readonly delta: number }> = ({ attrs: { name, delta }, inputs }, threads) => {
  const [rows, k] = inputs[0]!.shape as readonly [number, number];
  return {
    steps: ({ inputs: [z, y, dRow], outputs: [dz] }) => [{ kernel: gradKernel, calls: ranges(rows, rows * k * COST, threads).map(([from, to]) => [LOSS_CODES.indexOf(name), from, to, k, z!, y!, dRow!, dz!, bitsOf(delta)]) }],
  };
};

export const rowMetric: Lowering<{ readonly name: RowLossName }> = ({ attrs: { name }, inputs }) => {
  const [rows, k] = inputs[0]!.shape as readonly [number, number];
  return { steps: ({ inputs: [z, y], outputs: [metric] }) => [{ kernel: metricKernel, calls: [[LOSS_CODES.indexOf(name), 0, rows, k, z!, y!, metric!]] }] };
};
