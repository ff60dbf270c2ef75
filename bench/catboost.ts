import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processThreads } from '../src/cli/threads.ts';
import { quietContext } from '../src/engine/core/context.ts';
import { resolveParams } from '../src/engine/core/params.ts';
import { mulberry32, normal } from '../src/engine/core/random.ts';
import { catBoostClassifier } from '../src/engine/models/cat-boost-classifier/meta.ts';
import { catBoostClassifierModel } from '../src/engine/models/cat-boost-classifier/model.ts';
import type { Matrix } from '../src/frame/matrix.ts';
import peers from './catboost_peers.py?raw';

interface Bench {
  readonly report: (result: { readonly case: string; readonly ours: number; readonly peer: number; readonly peerName: string; readonly goal: number }) => void;
  readonly note: (text: string) => void;
}

const ROUNDS = 2;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

interface Case {
  readonly what: string;
  readonly X: Matrix;
  readonly y: Float64Array;
  readonly categories: number;
  readonly trees: number;
}

/** Categories first, then numbers; a label that depends on pairs of both. */
function make(what: string, rows: number, sizes: readonly number[], numbers: number, trees: number): Case {
  const random = mulberry32(3);
  const bell = normal(random);
  const p = sizes.length + numbers;
  const values = new Float64Array(rows * p);
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    sizes.forEach((size, j) => { values[i * p + j] = Math.floor(size * random() ** 2); });
    for (let j = sizes.length; j < p; j++) values[i * p + j] = Math.fround(bell());
    const at = (j: number): number => values[i * p + (j % p)]!;
    const z = Math.sin(at(0) * 1.3) + Math.cos(at(1) * 0.7 + at(2)) + 0.8 * at(p - 1) * at(p - 2) + 0.6 * Math.abs(at(p - 3)) + 0.5 * at(p - 4) - 0.5;
    y[i] = Number(random() < 1 / (1 + Math.exp(-1.2 * z)));
  }
  const names = Array.from({ length: p }, (_, j) => `c${j}`);
  return { what, X: { rows, columns: names, values, ...(sizes.length > 0 ? { categories: names.map((_, j) => (j < sizes.length ? Array.from({ length: sizes[j]! }, (_c, code) => String(code)) : null)) } : {}) }, y, categories: sizes.length, trees };
}

/** CPU seconds with one thread, else seconds on the clock. */
async function ours({ X, y, trees }: Case, threads: number): Promise<{ readonly seconds: number; readonly loss: number }> {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const state = await catBoostClassifierModel.fit({ X, task: 'binary', y, classes: ['0', '1'], sampleWeight: null }, resolveParams(catBoostClassifier.params, { iterations: trees, learningRate: 0.1, depth: 6 }, 'bench'), quietContext(1, { threads: threads > 1 ? processThreads(threads) : null }));
  const used = process.cpuUsage(cpu);
  const seconds = threads === 1 ? (used.user + used.system) / 1e6 : (performance.now() - wall) / 1000;
  const { values } = await catBoostClassifierModel.predictProba!(state, X, quietContext());
  return { seconds, loss: y.reduce((sum, k, i) => sum - Math.log(values[2 * i + k]!), 0) / X.rows };
}

/** CatBoost on the same rows; `null` where Python or it is missing. */
function native({ X, y, categories, trees }: Case, threads: number): { readonly seconds: number; readonly loss: number } | null {
  const folder = mkdtempSync(join(tmpdir(), 'tablab-catboost-'));
  try {
    writeFileSync(join(folder, 'x'), X.values);
    writeFileSync(join(folder, 'y'), y);
    writeFileSync(join(folder, 'peers.py'), peers);
    const out = execFileSync(process.env['PYTHON'] ?? 'python3', [join(folder, 'peers.py'), folder, ...[X.rows, X.columns.length, categories, trees, threads, ROUNDS].map(String)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return JSON.parse(out) as { seconds: number; loss: number };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** CatBoost's boosting against CatBoost, at its defaults but for the learning rate: numbers alone, and categories with their combinations. */
export default async function bench({ report, note }: Bench): Promise<void> {
  const rows = Number(process.env['ROWS'] ?? 100_000);
  for (const each of [make('28 numbers', rows, [], 28, 100), make('8 categories and 6 numbers', Math.round(rows / 3), [9, 16, 7, 15, 6, 5, 2, 42], 6, 200)]) {
    for (const threads of [1, 2]) {
      const runs: { readonly seconds: number; readonly loss: number }[] = [];
      for (let round = 0; round <= ROUNDS; round++) runs.push(await ours(each, threads));
      const peer = native(each, threads);
      if (peer === null) {
        note('Python has no catboost (python3 or $PYTHON): the comparison is left out.');
        continue;
      }
      note(`${each.what}: loss ${runs[0]!.loss.toFixed(4)}, CatBoost ${peer.loss.toFixed(4)}`);
      report({ case: `${each.X.rows.toLocaleString('en')} rows, ${each.what}, ${each.trees} trees, ${threads} threads`, ours: median(runs.slice(1).map((run) => run.seconds)), peer: peer.seconds, peerName: 'CatBoost', goal: threads === 1 ? 0.4 : 0.45 });
    }
  }
}
