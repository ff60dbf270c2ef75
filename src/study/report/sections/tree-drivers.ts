import type { PartialDependence, TreeImportance } from '../../../engine/explainers/explanation.ts';
import { type Html, html } from '../html.ts';
import { bars } from '../svg/bars.ts';
import { curves, type Line } from '../svg/curves.ts';
import { figure, list } from '../words.ts';
import { order } from './shap-numbers.ts';

/** Importance by how the trees were built, by the library's own default. */
export function importancePart({ columns, trees, measures }: TreeImportance): Html | null {
  const main = measures[0];
  if (!main) return null;
  const ranked = order(main.values).filter((j) => main.values[j]! > 0);
  const data = ranked.slice(0, 20).map((j) => ({ name: columns[j]!, value: main.values[j]!, low: main.low[j]!, high: main.high[j]! }));
  return html`<h3>How the trees were built</h3><p>Over ${trees.toLocaleString('en')} trees, ${list(ranked.slice(0, 3).map((j) => columns[j]!))} come first by ${main.name}. This counts what the columns did in training; it does not say how much they help on new rows.</p><figure>${bars(data, main.name, `Importance by ${main.name}: ${list(ranked.slice(0, 3).map((j) => columns[j]!))} come first.`)}<figcaption>${main.name}, whiskers the central 95 % over resampled trees.</figcaption></figure>`;
}

const AVERAGED = { trees: 'over the branches of the trees', brute: 'over rows' } as const;
const SPACE = { 'log-odds': 'log-odds of ', probability: 'probability of ', value: '', log: 'logarithm of ' } as const;
/** Levels of a second column that get a line each: lowest, middle, highest. */
const levels = (points: number): readonly number[] => [...new Set([0, Math.floor((points - 1) / 2), points - 1])];
const pointName = (grid: Float64Array | readonly string[], at: number): string => (grid instanceof Float64Array ? figure(grid[at]!) : grid[at]!);

/** How the answer changes with one column, or with one at some values of another. */
export function dependencePart({ columns, grids, outputs, mean, method, space }: PartialDependence): Html {
  const [first, second] = [grids[0]!, grids[1] ?? null];
  const H = second?.length ?? 1;
  const shown = outputs.length === 2 ? [1] : outputs.map((_, k) => k).slice(0, 4);
  const value = (k: number, g: number, h: number): number => mean[(k * first.length + g) * H + h]!;
  const title = (k: number): string => `${SPACE[space]}${outputs[k]!}`;
  const caption = html`<figcaption>${list(columns)} set to each value in turn, the other columns averaged ${AVERAGED[method]}.</figcaption>`;
  if (!(first instanceof Float64Array)) {
    const k = shown[0]!;
    return html`<h3>What changing ${list(columns)} does</h3><figure>${bars(first.slice(0, 20).map((name, g) => ({ name, value: value(k, g, 0) })), title(k), `Mean answer by ${columns[0]!}.`)}${caption}</figure>`;
  }
  const line = (name: string, k: number, h: number): Line => ({ name, x: first, y: Float64Array.from(first, (_, g) => value(k, g, h)) });
  const lines = second === null ? shown.map((k) => line(outputs[k]!, k, 0)) : levels(H).map((h) => line(`${columns[1]!} = ${pointName(second, h)}`, shown[0]!, h));
  return html`<h3>What changing ${list(columns)} does</h3><figure>${curves(lines, { title: columns[0]! }, { title: second === null && shown.length > 1 ? SPACE[space].replace(' of ', '') || 'prediction' : title(shown[0]!) }, `Mean answer against ${columns[0]!}.`)}${caption}</figure>`;
}
