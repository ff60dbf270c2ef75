/** From data to pixels, linearly. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** Decimals that tell the ticks apart. */
  readonly decimals: number;
  readonly at: (value: number) => number;
}

/** 1, 2 or 5 times a power of ten, so that at most `most` ticks fit between the ends. */
function stepOf(span: number, most: number): number {
  const rough = span / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((m) => m * power >= rough * (1 - 1e-9)) ?? 10) * power;
}

/** Room of `pad` of the span on both sides; a span of nothing is opened to one around its value. */
export function padded(low: number, high: number, pad: number): readonly [number, number] {
  if (!(high > low)) {
    const half = low === 0 ? 1 : Math.abs(low) / 2;
    return [low - half, low + half];
  }
  return [low - pad * (high - low), high + pad * (high - low)];
}

/** The axis from `low` to `high` over the pixels `from` to `to`, with about a tick every `apart` pixels; `whole` keeps ticks off fractions. */
export function linearScale(low: number, high: number, from: number, to: number, apart: number, whole = false): Scale {
  const wanted = stepOf(high - low, Math.max(2, Math.floor(Math.abs(to - from) / apart)));
  const step = whole ? Math.max(1, wanted) : wanted;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return {
    low,
    high,
    // Multiples of the step, not sums of it: 0.3 and not 0.30000000000000004.
    ticks: Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12))),
    decimals: Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9))),
    at: (value) => from + ((value - low) / (high - low)) * (to - from),
  };
}
