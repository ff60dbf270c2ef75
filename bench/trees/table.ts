import { cpus, totalmem } from 'node:os';
import { heldRows } from './data.ts';
import { LEARNERS, learnerOf, TREES } from './learners.ts';
import type { Measured } from './measure.ts';
import { PHASE_NAMES } from './phases.ts';

const number = (n: number): string => n.toLocaleString('en');
const seconds = (s: number): string => (s < 10 ? s.toFixed(2) : s.toFixed(1));
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const same = (a: Measured, b: Measured): boolean => a.case === b.case;
const size = ({ case: { rows, columns } }: Measured): string => `${number(rows)} × ${number(columns)}`;

/** The quickest library at the same case; `null` where none was measured. */
export function best(one: Measured, all: readonly Measured[], by: (m: Measured) => number): Measured | null {
  return all.filter((m) => !m.ours && same(m, one)).reduce<Measured | null>((a, b) => (a === null || by(b) < by(a) ? b : a), null);
}

function against(one: Measured, all: readonly Measured[], by: (m: Measured) => number): readonly string[] {
  const own = all.find((m) => !m.ours && same(m, one) && m.name === learnerOf(one.name).own);
  const quickest = best(one, all, by);
  return [own ? `${own.name} ${(by(one) / by(own)).toFixed(2)}` : '–', quickest ? `${quickest.name} ${(by(one) / by(quickest)).toFixed(2)}` : '–'];
}

function ratios(all: readonly Measured[]): string {
  return table(
    ['rows × columns', 'threads', 'ours', 'fit, s', 'ratio to its own library', 'ratio to the quickest', 'predicting, rows/s', 'ratio to its own library', 'ratio to the quickest'],
    all.filter((m) => m.ours).map((m) => {
      const [fitOwn, fitBest] = against(m, all, (one) => one.seconds);
      const [predictOwn, predictBest] = against(m, all, (one) => one.predict);
      return [size(m), String(m.case.threads), learnerOf(m.name).title, seconds(m.seconds), fitOwn!, fitBest!, number(Math.round(heldRows(m.case.rows) / m.predict / 1000) * 1000), predictOwn!, predictBest!];
    }),
  );
}

const everyone = (all: readonly Measured[]): string => table(
  ['rows × columns', 'threads', 'who', 'fit, s', 'CPU, s', `predicting, s`, 'held-out log loss'],
  all.map((m) => [size(m), String(m.case.threads), m.ours ? `ours, ${learnerOf(m.name).title}` : m.name, seconds(m.seconds), seconds(m.cpu), m.predict.toFixed(3), m.loss.toFixed(4)]),
);

const phases = (all: readonly Measured[]): string => table(
  ['rows × columns', 'threads', 'ours', 'fit, s', ...PHASE_NAMES],
  all.filter((m) => m.phases).map((m) => [size(m), String(m.case.threads), learnerOf(m.name).title, seconds(m.seconds), ...PHASE_NAMES.map((phase) => `${(((m.phases![phase] ?? 0) / m.seconds) * 100).toFixed(0)} %`)]),
);

/** What takes less is lost in what the engine takes for itself. */
const LEAST = 32 * 2 ** 20;
const megabytes = (bytes: number): string => (Number.isNaN(bytes) ? '–' : number(Math.round(bytes / 2 ** 20)));
const memory = (all: readonly Measured[]): string => table(
  ['rows × columns', 'threads', 'ours', 'predicted, MiB', 'used at most, MiB', 'used / predicted', 'used, bytes a row'],
  all.filter((m) => m.memory && !(m.memory.predicted < LEAST)).map((m) => {
    const { predicted, used } = m.memory!;
    return [size(m), String(m.case.threads), learnerOf(m.name).title, megabytes(predicted), megabytes(used), Number.isNaN(used / predicted) ? '–' : (used / predicted).toFixed(2), Number.isNaN(used) ? '–' : number(Math.round(used / m.case.rows))];
  }),
);

/** The whole page. */
export function page(all: readonly Measured[], plot: string): string {
  return `# How fast trees grow

Written by \`FULL=1 npm run bench -- trees\` (bench/trees.ts) on ${cpus()[0]?.model.trim() ?? 'an unnamed processor'}, ${cpus().length} threads, ${(totalmem() / 2 ** 30).toFixed(0)} GiB.
Boosting of ${TREES} trees at a rate of 0.1 on two classes, from a matrix in memory to a model: binning is part of it. ${LEARNERS.map((l) => `*${l.title}* is ${l.own}'s flavour`).join(', ')};
everything else is at the defaults of the libraries, in both. All were fitted in turn in one run, each round one after the other; the figures are medians of the
rounds (one round where a fit takes long). CPU seconds are of all threads. Below 1, a ratio says that ours took less time. Predictions are of 20,000 to 200,000 rows held out.

![Seconds by rows and by columns](${plot})

## Ratios

${ratios(all)}

## Everyone

${everyone(all)}

## Where our time goes

Shares of the time of a fit, by kernels; *rest* is what no kernel does.

${phases(all)}

## Memory

What a fit takes beside the matrix it is given. *Predicted* is what the app says before it starts; *used* is how much the process grew at most.

${memory(all)}
`;
}
