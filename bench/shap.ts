import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import peers from './shap_peers.py?raw';
import { processThreads } from '../src/cli/threads.ts';
import { quietContext } from '../src/engine/core/context.ts';
import { mulberry32, normal } from '../src/engine/core/random.ts';
import { readTreeModel } from '../src/engine/trees/files/read.ts';
import { creditOf } from '../src/engine/trees/shap/credit.ts';
import { pathInteractions } from '../src/engine/trees/shap/interactions.ts';
import { pathShap } from '../src/engine/trees/shap/path-shap.ts';
import { type Matrix, matrix } from '../src/frame/matrix.ts';

interface Bench {
  readonly report: (result: { readonly case: string; readonly ours: number; readonly peer: number; readonly peerName: string; readonly goal: number }) => void;
  readonly note: (text: string) => void;
}
interface Peer {
  /** Seconds a row. */
  readonly contribs: number;
  readonly interactions: number;
  readonly values: readonly (readonly number[])[];
}

const ROWS = 20_000;
const COLUMNS = 28;
const ROUNDS = 3;

function make(): { readonly X: Matrix; readonly y: Float32Array } {
  const random = normal(mulberry32(1));
  const values = Float64Array.from({ length: ROWS * COLUMNS }, () => Math.fround(random()));
  const y = Float32Array.from({ length: ROWS }, (_, i) => {
    const x = (j: number): number => values[i * COLUMNS + j]!;
    return x(0) * x(1) + Math.sin(2 * x(2)) + x(3) * x(4) + x(5) / 2 + random() > 0 ? 1 : 0;
  });
  return { X: matrix(Array.from({ length: COLUMNS }, (_, j) => `x${j}`), values), y };
}

/** Seconds a row, median of some rounds. */
async function timed(rows: number, run: () => Promise<void>): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await run();
    taken.push((performance.now() - start) / 1000 / rows);
  }
  return taken.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
}

/** Path-dependent TreeSHAP and its interactions of XGBoost's own model, against XGBoost with the same number of threads. */
export default async function bench({ report, note }: Bench): Promise<void> {
  const { X, y } = make();
  const credit = creditOf(X.columns.map((_, j) => [j]), COLUMNS);
  const first = (rows: number): Matrix => ({ ...X, rows, values: X.values.subarray(0, rows * COLUMNS) });
  for (const [depth, explained] of [[6, 2000], [10, 200]] as const) {
    for (const threads of [1, 2]) {
      const folder = mkdtempSync(join(tmpdir(), 'tablab-shap-'));
      try {
        writeFileSync(join(folder, 'x'), Float32Array.from(X.values));
        writeFileSync(join(folder, 'y'), y);
        writeFileSync(join(folder, 'peers.py'), peers);
        const peer = JSON.parse(execFileSync(process.env['PYTHON'] ?? 'python3', [join(folder, 'peers.py'), folder, ...[ROWS, COLUMNS, threads, depth, explained, ROUNDS].map(String)], { encoding: 'utf8', maxBuffer: 2 ** 26 })) as Peer;
        const { ensemble } = readTreeModel(readFileSync(join(folder, 'model.json')), () => null);
        const ctx = quietContext(0, { threads: threads > 1 ? processThreads(threads) : null });
        const { values } = await pathShap(ensemble, first(50), { by: 'cover', credit }, ctx);
        const apart = peer.values.reduce((most, row, i) => row.slice(0, COLUMNS).reduce((m, v, j) => Math.max(m, Math.abs(v - values[i * COLUMNS + j]!)), most), 0);
        note(`depth ${depth}: largest difference of SHAP values ${apart.toExponential(1)}`);
        const name = `100 trees, depth ${depth}, ${threads} threads`;
        const many = explained * 5;
        report({ case: `SHAP, ${name}`, ours: await timed(many, async () => void (await pathShap(ensemble, first(many), { by: 'cover', credit }, ctx))), peer: peer.contribs, peerName: 'XGBoost', goal: 0.1 });
        report({ case: `interactions, ${name}`, ours: await timed(explained, () => pathInteractions(ensemble, first(explained), { by: 'cover', credit }, ctx, () => {})), peer: peer.interactions, peerName: 'XGBoost', goal: 0.1 });
      } catch (error) {
        note(`Python with xgboost (python3 or $PYTHON) is needed for this comparison: ${error instanceof Error ? error.message.split('\n')[0]! : ''}`);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
}
