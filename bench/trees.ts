import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processThreads } from '../src/cli/threads.ts';
import { quietContext } from '../src/engine/core/context.ts';
import { mulberry32, normal } from '../src/engine/core/random.ts';
import { openBackend } from '../src/engine/kernels/open.ts';
import { treeKernels } from '../src/engine/kernels/trees.ts';
import { bin } from '../src/engine/trees/bins/bin.ts';
import { ensembleOf, type Part } from '../src/engine/trees/boosting/to-ensemble.ts';
import type { TreeEnsemble } from '../src/engine/trees/ensemble.ts';
import { createGrower } from '../src/engine/trees/grow/create-grower.ts';
import { predictMemory } from '../src/engine/trees/grow/layout.ts';
import { type GrowRules, lightgbmRules, xgboostRules } from '../src/engine/trees/grow/rules.ts';
import { rawOutputsByKernel } from '../src/engine/trees/predict/by-kernel.ts';
import type { Matrix } from '../src/frame/matrix.ts';
import peers from './trees_peers.py?raw';

interface Bench {
  readonly report: (result: { readonly case: string; readonly ours: number; readonly peer: number; readonly peerName: string; readonly goal: number; readonly unit?: string }) => void;
  readonly note: (text: string) => void;
}

const ROUNDS = 3;
const TREES = 100;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

interface Data {
  readonly X: Matrix;
  readonly y: Float64Array;
}

/** A binary label that depends on columns in ways that are neither linear nor additive; single precision, as the libraries take it. */
function make(rows: number, p: number, seed: number): Data {
  const random = mulberry32(seed);
  const bell = normal(random);
  const values = new Float64Array(rows * p);
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const at = (j: number): number => values[i * p + (j % p)]!;
    for (let j = 0; j < p; j++) {
      const kind = j % 4;
      values[i * p + j] = Math.fround(kind === 0 ? bell() : kind === 1 ? Math.exp(0.6 * bell()) : kind === 2 ? random() * 3.48 - 1.74 : Math.floor(random() * 3) * 1.087);
    }
    const z = Math.sin(1.7 * at(0) * at(1)) + 0.9 * Math.cos(2 * at(2) - at(4)) + 0.8 * (at(3) > 1 ? at(5) : 0) - 0.7 * Math.log(at(9)) * at(8) + 0.6 * Math.abs(at(4)) + 0.8 * Math.tanh(at(12) * at(16)) - 0.3;
    y[i] = Number(random() < 1 / (1 + Math.exp(-1.1 * z)));
  }
  return { X: { rows, columns: Array.from({ length: p }, (_, j) => `c${j}`), values }, y };
}

interface Boosted {
  readonly seconds: number;
  readonly loss: number;
  readonly bytes: number;
  readonly ensemble: TreeEnsemble;
}

/** Seconds and the trees of boosting logistic loss: binning, gradients, trees and scores. */
async function boost({ X, y }: Data, rules: GrowRules, maxLeaves: number, threadCount: number): Promise<Boosted> {
  const threads = threadCount > 1 ? processThreads(threadCount) : null;
  const shape = { rows: X.rows, features: X.columns.length, outputs: 1, maxLeaves, threads: threadCount };
  const bytes = predictMemory(shape);
  const start = performance.now();
  const backend = await openBackend([treeKernels], { bytes, threads });
  try {
    const grower = createGrower(await bin(X, { flavour: rules.flavour, maxBin: 255 }, backend, quietContext()), { outputs: 1, maxLeaves });
    grower.setTarget(y, null);
    const parts: Part[] = [];
    for (let t = 0; t < TREES; t++) {
      grower.derive('logistic');
      const tree = grower.grow(0, null, rules, Math.random);
      for (let i = 0; i < tree.nodes; i++) tree.value[i]! *= 0.1;
      grower.apply(tree, 0);
      parts.push({ tree, output: 0, weight: 1 });
    }
    const seconds = (performance.now() - start) / 1000;
    const loss = grower.scores(0).reduce((sum, s, i) => sum + Math.log1p(Math.exp(y[i] === 1 ? -s : s)), 0) / X.rows;
    const ensemble = ensembleOf(parts, { X, outputs: 1, base: new Float64Array(1), link: 'logistic', combine: 'sum', float32: rules.flavour === 'xgboost' });
    return { seconds, loss, bytes, ensemble };
  } finally {
    backend.close();
  }
}

type Peer = Readonly<Record<string, { readonly seconds: number; readonly predict: number; readonly loss: number }>>;

/** Medians of the native libraries on the same data; `null` where Python or they are missing. */
function native({ X, y }: Data, threads: number, policy: 'depth' | 'leaf'): Peer | null {
  const folder = mkdtempSync(join(tmpdir(), 'tablab-trees-'));
  try {
    writeFileSync(join(folder, 'x'), Float32Array.from(X.values));
    writeFileSync(join(folder, 'y'), Float32Array.from(y));
    writeFileSync(join(folder, 'peers.py'), peers);
    const out = execFileSync(process.env['PYTHON'] ?? 'python3', [join(folder, 'peers.py'), folder, String(X.rows), String(X.columns.length), String(threads), policy, String(TREES), String(ROUNDS)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return JSON.parse(out) as Peer;
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds of predicting all rows. */
async function predict({ ensemble }: Boosted, { X }: Data, threadCount: number): Promise<number> {
  const threads = threadCount > 1 ? processThreads(threadCount) : null;
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    await rawOutputsByKernel(ensemble, X, { breathe: () => Promise.resolve(), threads });
    times.push((performance.now() - start) / 1000);
  }
  return median(times.slice(1));
}

/**
 * Boosting 100 trees of logistic loss from a matrix in memory, against the native libraries with the same number of threads: all of
 * it, binning included. Then predicting the same rows. ROWS (environment) sets the number of rows.
 */
export default async function bench({ report, note }: Bench): Promise<void> {
  const rows = Number(process.env['ROWS'] ?? 100_000);
  const data = make(rows, 28, 1);
  const cases = [
    { policy: 'depth' as const, what: 'depth 6', rules: xgboostRules(), leaves: 64 },
    { policy: 'leaf' as const, what: '31 leaves', rules: lightgbmRules({ minDataInLeaf: 1, minChildWeight: 1, lambda: 1 }), leaves: 31 },
  ];
  for (const threads of [1, 2]) {
    for (const { policy, what, rules, leaves } of cases) {
      const runs: Boosted[] = [];
      for (let round = 0; round <= ROUNDS; round++) runs.push(await boost(data, rules, leaves, threads));
      const ours = median(runs.slice(1).map((run) => run.seconds));
      note(`${what}, ${threads} threads: first ${runs[0]!.seconds.toFixed(2)} s, loss ${runs[0]!.loss.toFixed(5)}, memory ${(runs[0]!.bytes / 2 ** 20).toFixed(0)} MiB`);
      const peer = native(data, threads, policy);
      if (peer === null) {
        note('Python has no xgboost and lightgbm (python3 or $PYTHON): their comparison is left out.');
        continue;
      }
      for (const [name, { loss }] of Object.entries(peer)) note(`${name}: loss ${loss.toFixed(5)}`);
      const best = Object.entries(peer).reduce((a, b) => (b[1].seconds < a[1].seconds ? b : a));
      const title = `${rows.toLocaleString('en')} × 28, 100 trees, ${what}, ${threads} threads`;
      report({ case: title, ours, peer: best[1].seconds, peerName: best[0], goal: threads === 1 ? 0.4 : 0.45 });
      const quickest = Object.entries(peer).reduce((a, b) => (b[1].predict < a[1].predict ? b : a));
      report({ case: `${title}: predicting`, ours: await predict(runs[0]!, data, threads), peer: quickest[1].predict, peerName: quickest[0], goal: 0.67 });
    }
  }
}
