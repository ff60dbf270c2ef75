import { expect, it } from 'vitest';
import { isFromInspector, isToInspector } from './inspector-messages.ts';
import { weightBars } from './weight-bars.ts';

const bars = (low: number, high: number, n: number) =>
  weightBars({ edges: Float64Array.from({ length: n + 1 }, (_, i) => low + ((high - low) * i) / n), counts: Float64Array.from({ length: n }, (_, i) => i) });

it('labels every bin by a short number near its middle, never two alike', () => {
  expect(bars(0, 1, 4)).toEqual([{ index: 0.13, value: 0 }, { index: 0.38, value: 1 }, { index: 0.63, value: 2 }, { index: 0.88, value: 3 }]);
  for (const [low, high] of [[-1, 1], [1e-9, 2e-9], [1000, 1000.001], [-5e5, 3e6]] as const) {
    const made = bars(low, high, 30);
    expect(new Set(made.map((b) => b.index)).size).toBe(30);
    const step = (high - low) / 30;
    made.forEach((b, i) => expect(Math.abs(b.index - (low + (i + 0.5) * step))).toBeLessThan(step / 2));
  }
});

it('knows its own messages from those of others', () => {
  expect(isFromInspector({ kind: 'drawn', height: 3 })).toBe(true);
  expect(isFromInspector({ kind: 'show' })).toBe(false);
  expect(isToInspector({ kind: 'scheme', scheme: 'dark' })).toBe(true);
  expect([null, 'ready', { source: 'react-devtools' }, [1]].some((m) => isFromInspector(m) || isToInspector(m))).toBe(false);
});
