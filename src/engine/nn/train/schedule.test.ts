import { describe, expect, it } from 'vitest';
import { rateAt, type Schedule } from './schedule.ts';

const at = (s: Partial<Schedule>, step: number, plateau = 1): number => rateAt({ kind: 'constant', warmupEpochs: 0, every: 2, factor: 0.5, ...s }, step, 100, 10, plateau);

describe('learning-rate schedules', () => {
  it('warms up linearly, then follows', () => {
    expect(at({ warmupEpochs: 2 }, 0)).toBeCloseTo(0.05);
    expect(at({ warmupEpochs: 2 }, 19)).toBe(1);
    expect(at({ warmupEpochs: 2, kind: 'cosine' }, 20)).toBe(1);
    expect(at({ warmupEpochs: 2, kind: 'cosine' }, 60)).toBeCloseTo(0.5);
  });
  it('steps down every so many epochs', () => {
    expect([0, 19, 20, 40].map((s) => at({ kind: 'step' }, s))).toEqual([1, 1, 0.5, 0.25]);
  });
  it('is PyTorch\'s one-cycle', () => {
    // torch.optim.lr_scheduler.OneCycleLR(max_lr=1, total_steps=100) at these steps
    expect(at({ kind: 'one-cycle' }, 0)).toBeCloseTo(0.04, 12);
    expect(at({ kind: 'one-cycle' }, 29)).toBeCloseTo(1, 12);
    expect(at({ kind: 'one-cycle' }, 64)).toBeCloseTo((1 + 4e-6) / 2, 6);
    expect(at({ kind: 'one-cycle' }, 99)).toBeCloseTo(4e-6, 12);
  });
  it('takes the plateau\'s reductions as they come', () => {
    expect(at({ kind: 'plateau' }, 50, 0.25)).toBe(0.25);
  });
});
