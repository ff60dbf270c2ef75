import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cases } from './trees/cases.ts';
import { learnerOf } from './trees/learners.ts';
import { type Measured, measure, withData } from './trees/measure.ts';
import { OURS, serveOurs } from './trees/ours.ts';
import { plot } from './trees/plot.ts';
import { best, page } from './trees/table.ts';

interface Bench {
  readonly report: (result: { readonly case: string; readonly ours: number; readonly peer: number; readonly peerName: string; readonly goal: number; readonly unit?: string }) => void;
  readonly note: (text: string) => void;
}

const SCRIPT = fileURLToPath(import.meta.url);
/** Rounds beyond the first are left out from here on, so that all is over within a quarter of an hour. */
const LATE = 6 * 60;
const PLOT = 'trees-growth.svg';

function compare(one: Measured, all: readonly Measured[], { report }: Bench): void {
  const { rows, columns, threads } = one.case;
  const title = `${rows.toLocaleString('en')} × ${columns}, ${learnerOf(one.name).title}, ${threads} thread${threads === 1 ? '' : 's'}`;
  const [fit, predict] = [best(one, all, (m) => m.seconds), best(one, all, (m) => m.predict)];
  if (fit) report({ case: title, ours: one.seconds, peer: fit.seconds, peerName: fit.name, goal: threads === 1 ? 0.4 : 0.45 });
  if (predict) report({ case: `${title}: predicting`, ours: one.predict, peer: predict.predict, peerName: predict.name, goal: 0.67 });
}

/**
 * Boosting of 100 trees against the native libraries, by size and number of threads: time, CPU time, phases, memory, growth. See
 * trees/cases.ts for what chooses the sizes. Tables and plot go to dist/bench, and with FULL=1 to docs.
 */
export default async function bench(tools: Bench): Promise<void> {
  const { full, sizes } = cases();
  const start = performance.now();
  const measured: Measured[] = [];
  const folder = full ? 'docs' : join('dist', 'bench');
  mkdirSync(folder, { recursive: true });
  const enough = (): boolean => performance.now() - start > LATE * 1000;
  for (const size of sizes) {
    const { rows, columns } = size[0]!;
    await withData(rows, columns, async (data) => {
      for (const one of size) {
        tools.note(`${((performance.now() - start) / 1000).toFixed(0)} s: ${rows.toLocaleString('en')} × ${columns}, ${one.threads} thread${one.threads === 1 ? '' : 's'}, ${one.rounds} round${one.rounds === 1 ? '' : 's'}`);
        measured.push(...await measure(one, SCRIPT, data, enough, tools.note));
      }
    });
    // After every size, so that a run cut short leaves what it had.
    writeFileSync(join(folder, 'trees-speed.md'), page(measured, PLOT));
    writeFileSync(join(folder, PLOT), plot(measured));
  }
  if (!measured.some((m) => !m.ours)) tools.note('Python has none of xgboost, lightgbm, catboost and scikit-learn (python3 or $PYTHON): their comparison is left out.');
  for (const one of measured.filter((m) => m.ours)) compare(one, measured, tools);
  tools.note(`${folder}/trees-speed.md and ${folder}/${PLOT} are written, after ${((performance.now() - start) / 1000).toFixed(0)} s.`);
}

if (process.argv[2] === OURS) serveOurs(process.argv.slice(3));
