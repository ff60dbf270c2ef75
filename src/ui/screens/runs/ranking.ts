import type { RunSummary, ScoreSummary } from '../../../study/results.ts';
import { inside } from '../../../charts/words.ts';
import type { MetricWords } from './metrics.ts';

/** A finished run as the leaderboard sees it. */
export interface Contender {
  readonly label: string;
  readonly baseline: boolean;
  readonly summary: RunSummary;
}

const scoreOf = (c: Contender, metric: MetricWords): ScoreSummary | undefined => {
  const score = c.summary.scores[metric.type];
  return score && Number.isFinite(score.mean) ? score : undefined;
};

/** Best first; runs without this score last, in their own order. */
export function ranked<T extends Contender>(contenders: readonly T[], metric: MetricWords): readonly T[] {
  const sign = metric.better === 'higher' ? -1 : 1;
  return [...contenders].sort((a, b) => {
    const x = scoreOf(a, metric)?.mean;
    const y = scoreOf(b, metric)?.mean;
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return sign * (x - y);
  });
}

/** Those at the top that cannot be told from the best: their intervals reach its mean. */
export function tiedWithBest<T extends Contender>(contenders: readonly T[], metric: MetricWords): readonly T[] {
  const order = ranked(contenders, metric);
  const best = order[0] && scoreOf(order[0], metric);
  if (!best) return [];
  const tied: T[] = [];
  for (const c of order) {
    const score = scoreOf(c, metric);
    if (!score || best.mean < score.low || best.mean > score.high) break;
    tied.push(c);
  }
  return tied;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const inWords = (n: number): string => NUMBERS[n] ?? String(n);
const shown = (value: number): string => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : Math.abs(value) >= 0.995 && Math.abs(value) < 100 ? value.toPrecision(3) : value.toFixed(3)).replace('-', '−');

/** What the leaderboard comes to, in a sentence or two. */
export function leaderboardSentence(contenders: readonly Contender[], metric: MetricWords): string {
  const order = ranked(contenders, metric).filter((c) => scoreOf(c, metric));
  const best = order[0];
  if (!best) return 'Nothing has a score yet.';
  const score = scoreOf(best, metric)!;
  const baseline = order.find((c) => c.baseline);
  const tied = tiedWithBest(order, metric);
  const ties = tied.length > 1 ? ` The top ${inWords(tied.length)} are tied.` : '';
  if (order.length === 1) return `${best.label} reaches ${inside(metric.name)} ${shown(score.mean)}.${best.baseline ? ' It is the baseline: what guessing reaches.' : best.summary.task === 'unsupervised' ? '' : ' Train a baseline to see what guessing reaches.'}`;
  if (best.baseline) return `No model beats the baseline (${best.label}, ${inside(metric.name)} ${shown(score.mean)}).${ties}`;
  if (!baseline) return `${best.label} is best with ${inside(metric.name)} ${shown(score.mean)}.${ties}`;
  const against = scoreOf(baseline, metric)!;
  const overlap = tied.includes(baseline);
  const gap = shown(Math.abs(score.mean - against.mean));
  return overlap ? `${best.label} leads by ${gap} ${inside(metric.name)}, but that cannot be told from the baseline yet.${tied.length > 2 ? ties : ''}` : `${best.label} beats the baseline by ${gap} ${inside(metric.name)}.${ties}`;
}

/** How large a gap to the training score is: what the model has learned by heart. `null` where it is small. */
export function overfitSentence(label: string, summary: RunSummary, metric: MetricWords): string | null {
  const score = summary.scores[metric.type];
  const train = summary.trainScores[metric.type];
  if (!score || train === undefined || !Number.isFinite(train) || !Number.isFinite(score.mean)) return null;
  const gap = metric.better === 'higher' ? train - score.mean : score.mean - train;
  const spread = Math.max(score.high - score.low, 1e-9);
  const large = metric.better === 'higher' ? gap > 0.05 : gap > 0.25 * Math.abs(score.mean);
  return large && gap > spread / 2 ? `${label} scores ${shown(train)} on the rows it learned from and ${shown(score.mean)} on new ones: part of it is learned by heart.` : null;
}
