/** Rows of a class and of the others with a score at or above each distinct score, highest first. */
export interface Ranking {
  readonly thresholds: Float64Array;
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
}

/** Sorting the two groups natively and merging them is several times faster than sorting row numbers by a comparison. */
function rankUnweighted(scores: Float64Array, positive: (row: number) => boolean): Ranking {
  const n = scores.length;
  let positives = 0;
  for (let i = 0; i < n; i++) if (positive(i)) positives++;
  const mine = new Float64Array(positives);
  const others = new Float64Array(n - positives);
  for (let i = 0, a = 0, b = 0; i < n; i++) {
    if (positive(i)) mine[a++] = scores[i]!;
    else others[b++] = scores[i]!;
  }
  mine.sort();
  others.sort();
  const thresholds = new Float64Array(n);
  const truePositives = new Float64Array(n);
  const falsePositives = new Float64Array(n);
  let a = mine.length - 1;
  let b = others.length - 1;
  let points = 0;
  while (a >= 0 || b >= 0) {
    const score = b < 0 || (a >= 0 && mine[a]! >= others[b]!) ? mine[a]! : others[b]!;
    while (a >= 0 && mine[a]! >= score) a--;
    while (b >= 0 && others[b]! >= score) b--;
    thresholds[points] = score;
    truePositives[points] = mine.length - 1 - a;
    falsePositives[points] = others.length - 1 - b;
    points++;
  }
  return { thresholds: thresholds.slice(0, points), truePositives: truePositives.slice(0, points), falsePositives: falsePositives.slice(0, points) };
}

function rankWeighted(scores: Float64Array, positive: (row: number) => boolean, weight: Float64Array): Ranking {
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i).filter((i) => weight[i] !== 0).sort((i, j) => scores[j]! - scores[i]!);
  const thresholds: number[] = [];
  const truePositives: number[] = [];
  const falsePositives: number[] = [];
  let tp = 0;
  let fp = 0;
  order.forEach((row, at) => {
    if (positive(row)) tp += weight[row]!;
    else fp += weight[row]!;
    if (at + 1 < order.length && scores[order[at + 1]!] === scores[row]) return;
    thresholds.push(scores[row]!);
    truePositives.push(tp);
    falsePositives.push(fp);
  });
  return { thresholds: Float64Array.from(thresholds), truePositives: Float64Array.from(truePositives), falsePositives: Float64Array.from(falsePositives) };
}

/** As `sklearn.metrics.confusion_matrix_at_thresholds`. A score of NaN ranks below every other. */
export function rank(scores: Float64Array, positive: (row: number) => boolean, weight: Float64Array | null = null): Ranking {
  const finite = scores.some(Number.isNaN) ? scores.map((s) => (Number.isNaN(s) ? Number.NEGATIVE_INFINITY : s)) : scores;
  return weight === null ? rankUnweighted(finite, positive) : rankWeighted(finite, positive, weight);
}

/** Area under the ROC curve by the trapezoid rule; NaN when the rows hold one class only. */
export function rocArea({ truePositives, falsePositives }: Ranking): number {
  const last = truePositives.length - 1;
  if (last < 0 || truePositives[last] === 0 || falsePositives[last] === 0) return Number.NaN;
  let area = 0;
  let tp = 0;
  let fp = 0;
  for (let i = 0; i <= last; i++) {
    area += (falsePositives[i]! - fp) * (truePositives[i]! + tp) * 0.5;
    tp = truePositives[i]!;
    fp = falsePositives[i]!;
  }
  return area / (tp * fp);
}

/** Average precision: precisions weighted by the steps of recall; 0 without positives, as scikit-learn has it. */
export function averagePrecision({ truePositives, falsePositives }: Ranking): number {
  const last = truePositives.length - 1;
  if (last < 0) return Number.NaN;
  const positives = truePositives[last]!;
  if (positives === 0) return 0;
  let area = 0;
  let tp = 0;
  for (let i = 0; i <= last; i++) {
    const called = truePositives[i]! + falsePositives[i]!;
    if (called > 0) area += ((truePositives[i]! - tp) / positives) * (truePositives[i]! / called);
    tp = truePositives[i]!;
  }
  return area;
}
