import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processThreads } from '../src/cli/threads.ts';
import { quietContext } from '../src/engine/core/context.ts';
import { defaultsOf } from '../src/engine/core/params.ts';
import { mulberry32, normal } from '../src/engine/core/random.ts';
import { rocAuc } from '../src/engine/metrics/roc-auc.ts';
import { extraTreesClassifierModel } from '../src/engine/models/extra-trees-classifier/model.ts';
import { randomForestClassifierModel } from '../src/engine/models/random-forest-classifier/model.ts';
import { type Matrix, takeRows } from '../src/frame/matrix.ts';
import peers from './forest_peers.py?raw';

interface Bench {
  readonly report: (result: { readonly case: string; readonly ours: number; readonly peer: number; readonly peerName: string; readonly goal: number; readonly unit?: string }) => void;
  readonly note: (text: string) => void;
}

const TREES = 100;
const COLUMNS = 28;
const HELD = 20_000;

/** A binary label that hangs on columns in curves and together; single precision, as scikit-learn takes it. */
function make(rows: number): { readonly X: Matrix; readonly y: Float64Array } {
  const random = mulberry32(1);
  const bell = normal(random);
  const values = Float64Array.from({ length: rows * COLUMNS }, (_, at) => Math.fround(at % 4 === 3 ? Math.floor(random() * 3) : at % 4 === 1 ? Math.exp(0.6 * bell()) : bell()));
  const y = Float64Array.from({ length: rows }, (_, i) => {
    const at = (j: number): number => values[i * COLUMNS + j]!;
    const z = Math.sin(1.7 * at(0) * at(1)) + 0.9 * Math.cos(2 * at(2) - at(4)) + (at(3) > 1 ? 0.8 * at(6) : 0) - 0.7 * Math.log(at(9)) * at(8) + 0.8 * Math.tanh(at(12) * at(16));
    return Number(random() < 1 / (1 + Math.exp(-1.1 * z)));
  });
  return { X: { rows, columns: Array.from({ length: COLUMNS }, (_, j) => `c${j}`), values }, y };
}

type Peer = Readonly<Record<string, { readonly fit: number; readonly predict: number; readonly auc: number }>>;

/** scikit-learn on the same rows; `null` where Python has none. */
function native({ X, y }: ReturnType<typeof make>, threads: number): Peer | null {
  const folder = mkdtempSync(join(tmpdir(), 'tablab-forest-'));
  try {
    writeFileSync(join(folder, 'x'), Float32Array.from(X.values));
    writeFileSync(join(folder, 'y'), Float32Array.from(y));
    writeFileSync(join(folder, 'peers.py'), peers);
    const args = [join(folder, 'peers.py'), folder, X.rows - HELD, HELD, COLUMNS, threads, TREES].map(String);
    return JSON.parse(execFileSync(process.env['PYTHON'] ?? 'python3', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as Peer;
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Forests of 100 trees grown to purity, against scikit-learn with as many threads. ROWS (environment) sets the number of rows. */
export default async function bench({ report, note }: Bench): Promise<void> {
  const rows = Number(process.env['ROWS'] ?? 100_000);
  const data = make(rows + HELD);
  const index = Array.from({ length: rows + HELD }, (_, i) => i);
  const [train, test] = [takeRows(data.X, index.slice(0, rows)), takeRows(data.X, index.slice(rows))];
  for (const threads of [1, 2]) {
    const peer = native(data, threads);
    if (peer === null) note('Python has no scikit-learn (python3 or $PYTHON): the comparison is left out.');
    for (const [name, model, goal] of [['random forest', randomForestClassifierModel, 0.1], ['extra trees', extraTreesClassifierModel, 1]] as const) {
      const ctx = quietContext(1, { threads: threads > 1 ? processThreads(threads) : null });
      const start = performance.now();
      const state = await model.fit({ X: train, y: data.y.subarray(0, rows), task: 'binary', classes: ['0', '1'], sampleWeight: null }, { ...defaultsOf(model.params), nEstimators: TREES }, ctx);
      const fitted = performance.now();
      const proba = (await model.predictProba!(state, test, ctx)).values;
      const predicted = performance.now();
      const yTrue = data.y.subarray(rows);
      const auc = rocAuc.score({ yTrue, yPred: yTrue, proba, classes: ['0', '1'], weight: null });
      note(`${name}, ${threads} threads: AUC ${auc.toFixed(4)}${peer ? `, scikit-learn ${peer[name]!.auc.toFixed(4)}` : ''}; ${state.ensemble.feature.length.toLocaleString('en')} nodes`);
      if (!peer) continue;
      report({ case: `${rows.toLocaleString('en')} × ${COLUMNS}, ${name}, fit, ${threads} threads`, ours: (fitted - start) / 1000, peer: peer[name]!.fit, peerName: 'scikit-learn', goal });
      report({ case: `${HELD.toLocaleString('en')} rows, ${name}, predict, ${threads} threads`, ours: (predicted - fitted) / 1000, peer: peer[name]!.predict, peerName: 'scikit-learn', goal: 1 });
    }
  }
}
