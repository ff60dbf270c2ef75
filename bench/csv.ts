import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { importCsv } from '../src/frame/csv/import-csv.ts';
import { defaultImport } from '../src/frame/csv/options.ts';

interface Case {
  readonly case: string;
  /** Seconds. */
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly goal: number;
}
interface Bench {
  readonly report: (result: Case) => void;
  readonly note: (text: string) => void;
}

const ROUNDS = 3;

/**
 * From the bytes of a file to typed columns, against PapaParse alone on the same text (already decoded, all rows kept as
 * strings) and, where Python has it, pandas' C engine on the same file. Rounds alternate; medians are compared.
 */
export default async function bench({ report, note }: Bench): Promise<void> {
  for (const { name, text } of [
    { name: '1,000,000 × 12 mixed', text: mixed(1_000_000, false) },
    { name: '200,000 × 12 mixed, quoted text', text: mixed(200_000, true) },
  ]) {
    const file = new Blob([text]);
    const ours: number[] = [];
    const papa: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      papa.push(await seconds(() => Papa.parse(text).data.length));
      ours.push(await seconds(async () => (await importCsv(file, name, defaultImport)).table.rows));
    }
    report({ case: name, ours: median(ours), peer: median(papa), peerName: 'PapaParse alone', goal: 1.5 });
    const pandas = pandasSeconds(text);
    if (pandas === null) note('pandas is not installed for python3 (or $PYTHON): its comparison is left out.');
    else report({ case: name, ours: median(ours), peer: pandas, peerName: 'pandas.read_csv (C engine)', goal: 1 });
  }
}

async function seconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Identifier, five numbers, two short numbers, three categories (one of 200), a date, a text, a number with gaps. */
function mixed(rows: number, quoted: boolean): string {
  let state = 1;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const towns = ['Oslo', 'Bergen', 'Trondheim', 'Stavanger', 'Drammen', 'Kristiansand', 'Skien'];
  const lines = ['id,price,amount,share,age,visits,town,member,product,joined,note,change'];
  for (let k = 0; k < rows; k++) {
    const note = `note ${Math.floor(random() * 1e9).toString(36)} x`;
    lines.push(
      [
        k, (random() * 100).toFixed(3), (random() * 1e4).toFixed(2), random().toFixed(6), Math.floor(random() * 100), Math.floor(random() * 1e6),
        towns[Math.floor(random() * 7)], random() < 0.5 ? 'yes' : 'no', `product ${Math.floor(random() * 200)}`,
        `202${Math.floor(random() * 5)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
        quoted ? `"${note}, said ""so"""` : note, random() < 0.1 ? '' : (random() * 10 - 5).toFixed(4),
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

function pandasSeconds(text: string): number | null {
  const folder = mkdtempSync(join(tmpdir(), 'tablab-bench-'));
  const path = join(folder, 'mixed.csv');
  const script = `import sys, time, statistics
import pandas as pd
times = []
for _ in range(${ROUNDS}):
    start = time.perf_counter()
    pd.read_csv(sys.argv[1], engine="c", parse_dates=["joined"], dtype={"town": "category", "member": "category", "product": "category"})
    times.append(time.perf_counter() - start)
print(statistics.median(times))
`;
  try {
    writeFileSync(path, text);
    return Number(execFileSync(process.env['PYTHON'] ?? 'python3', ['-c', script, path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
