import type { ScheduleName } from '../names.ts';

export interface Schedule {
  readonly kind: ScheduleName;
  /** Linear rise from 0 over so many epochs, before the schedule proper. */
  readonly warmupEpochs: number;
  /** `step`: halve… by `factor` every so many epochs. `plateau`: after so many epochs without a better loss. */
  readonly every: number;
  readonly factor: number;
}

/**
 * The learning rate of one step as a share of the highest one. `step` and `steps` count batches over the whole training;
 * `plateau` is the product of all reductions so far.
 */
export function rateAt(schedule: Schedule, step: number, steps: number, stepsPerEpoch: number, plateau: number): number {
  const warm = schedule.warmupEpochs * stepsPerEpoch;
  if (step < warm) return (step + 1) / warm;
  const t = step - warm;
  const rest = Math.max(1, steps - warm);
  switch (schedule.kind) {
    case 'constant': return 1;
    case 'step': return schedule.factor ** Math.floor(t / stepsPerEpoch / schedule.every);
    case 'cosine': return 0.5 * (1 + Math.cos((Math.PI * t) / rest));
    case 'one-cycle': return oneCycle(t, rest);
    case 'plateau': return plateau;
    default: return schedule.kind satisfies never;
  }
}

/** Smith & Topin 2018 as PyTorch's OneCycleLR: 1/25 up to 1 in 30 % of the steps, then down to 1/250,000, along cosines. */
function oneCycle(t: number, steps: number): number {
  const up = 0.3 * steps - 1;
  const along = (from: number, to: number, share: number): number => to + ((from - to) / 2) * (1 + Math.cos(Math.PI * Math.min(1, Math.max(0, share))));
  return t <= up ? along(1 / 25, 1, t / Math.max(1, up)) : along(1, 1 / 250_000, (t - up) / Math.max(1, steps - 1 - up));
}
