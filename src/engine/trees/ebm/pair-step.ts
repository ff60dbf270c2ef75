import type { CornerSums } from './corner-sums.ts';
import type { TermHistogram } from './histogram.ts';
import type { EbmRules } from './rules.ts';
import type { Step } from './shape-step.ts';

/** Cut along the first column (0) or the second (1), then each side along the other; 0 where a side stays whole. */
interface Cuts {
  readonly along: 0 | 1;
  readonly cut: number;
  readonly low: number;
  readonly high: number;
  readonly score: number;
}

/** A leaf from `from` to `to` of the column `along`, the full length (or b0 … b1) of the other. */
const strip = (sums: CornerSums, along: 0 | 1, from: number, to: number, c0: number, c1: number, rules: EbmRules): number =>
  (along === 0 ? sums.leaf(from, to, c0, c1, rules) : sums.leaf(c0, c1, from, to, rules));

/** Best second cut within a strip, and what the strip then scores; no cut (0) where none is allowed. */
function within(sums: CornerSums, along: 0 | 1, from: number, to: number, whole: number, rules: EbmRules): { readonly cut: number; readonly score: number } {
  const length = along === 0 ? sums.b : sums.a;
  let cut = 0;
  let score = whole;
  for (let c = 1; c < length; c++) {
    const low = strip(sums, along, from, to, 0, c, rules);
    if (low < 0) continue;
    const high = strip(sums, along, from, to, c, length, rules);
    if (high < 0) continue;
    if (low + high > score) { score = low + high; cut = c; }
  }
  return { cut, score };
}

/** The best of both orders of cutting; `null` where no cut is allowed. */
function bestCuts(sums: CornerSums, rules: EbmRules): Cuts | null {
  let best: Cuts | null = null;
  for (const along of [0, 1] as const) {
    const [length, other] = along === 0 ? [sums.a, sums.b] : [sums.b, sums.a];
    for (let cut = 1; cut < length; cut++) {
      const below = strip(sums, along, 0, cut, 0, other, rules);
      const above = strip(sums, along, cut, length, 0, other, rules);
      if (below < 0 || above < 0) continue;
      const low = within(sums, along, 0, cut, below, rules);
      const high = within(sums, along, cut, length, above, rules);
      const score = low.score + high.score;
      if (best === null || score > best.score) best = { along, cut, low: low.cut, high: high.cut, score };
    }
  }
  return best;
}

const lot = (places: number, random: () => number): number => (places > 1 ? 1 + Math.floor(random() * (places - 1)) : 0);

/** First and behind-the-last bin of either column. */
type Box = readonly [a0: number, a1: number, b0: number, b1: number];

function boxesOf({ a, b }: CornerSums, cuts: Pick<Cuts, 'along' | 'cut' | 'low' | 'high'> | null): readonly Box[] {
  if (cuts === null) return [[0, a, 0, b]];
  const [length, other] = cuts.along === 0 ? [a, b] : [b, a];
  const sides = cuts.cut === 0 ? [[0, length, cuts.low]] : [[0, cuts.cut, cuts.low], [cuts.cut, length, cuts.high]];
  return sides.flatMap(([from, to, second]): readonly Box[] => {
    const spans = second === 0 ? [[0, other]] : [[0, second], [second, other]];
    return spans.map(([c0, c1]): Box => (cuts.along === 0 ? [from!, to!, c0!, c1!] : [c0!, c1!, from!, to!]));
  });
}

/** The step of a pair of columns (cell i · b + j): up to four boxes. `random` cuts by lot (smoothing rounds). */
export function pairStep(sums: CornerSums, hist: TermHistogram, rules: EbmRules, random: (() => number) | null): Step {
  const { a, b, outputs } = sums;
  sums.load(hist);
  let cuts: Pick<Cuts, 'along' | 'cut' | 'low' | 'high'> | null;
  if (random === null) cuts = bestCuts(sums, rules);
  else {
    const second = lot(b, random);
    cuts = { along: 0, cut: lot(a, random), low: second, high: second };
  }
  const update = new Float64Array(a * b * outputs);
  let score = 0;
  for (const [a0, a1, b0, b1] of boxesOf(sums, cuts)) {
    score += sums.score(a0, a1, b0, b1, rules);
    for (let k = 0; k < outputs; k++) {
      const step = sums.step(a0, a1, b0, b1, k, rules);
      for (let i = a0; i < a1; i++) for (let j = b0; j < b1; j++) update[(i * b + j) * outputs + k] = step;
    }
  }
  return { update, gain: Math.max(0, score - sums.score(0, a, 0, b, rules)) };
}

/** How much two columns together tell beyond what is known already (FAST; Lou et al. 2013): the best four quadrants. */
export function pairStrength(sums: CornerSums, hist: TermHistogram, rules: EbmRules): number {
  const { a, b } = sums;
  sums.load(hist);
  const whole = sums.score(0, a, 0, b, rules);
  let best = 0;
  for (let i = 1; i < a; i++) for (let j = 1; j < b; j++) {
    const first = sums.leaf(0, i, 0, j, rules);
    if (first < 0) continue;
    const second = sums.leaf(0, i, j, b, rules);
    if (second < 0) continue;
    const third = sums.leaf(i, a, 0, j, rules);
    if (third < 0) continue;
    const fourth = sums.leaf(i, a, j, b, rules);
    if (fourth >= 0) best = Math.max(best, first + second + third + fourth - whole);
  }
  return best;
}
