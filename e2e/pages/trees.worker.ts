import { workerThreads } from '../../src/app/threads.ts';
import { quietContext } from '../../src/engine/core/context.ts';
import { mulberry32 } from '../../src/engine/core/random.ts';
import { openBackend } from '../../src/engine/kernels/open.ts';
import { treeKernels } from '../../src/engine/kernels/trees.ts';
import { bin } from '../../src/engine/trees/bins/bin.ts';
import { createGrower } from '../../src/engine/trees/grow/create-grower.ts';
import { predictMemory } from '../../src/engine/trees/grow/layout.ts';
import { xgboostRules } from '../../src/engine/trees/grow/rules.ts';

export interface Grown {
  readonly kind: string;
  readonly threads: number;
  /** Of the scores after ten rounds. */
  readonly sum: number;
  readonly first: readonly number[];
}

const ROWS = 40_000;
const random = mulberry32(4);
const values = Float64Array.from({ length: ROWS * 6 }, () => random());
const labels = Float64Array.from({ length: ROWS }, (_, i) => Number(Math.sin(9 * values[6 * i]!) * values[6 * i + 1]! + values[6 * i + 2]! > 0.6));

async function grow(twins: boolean, maxThreads: number): Promise<Grown> {
  const backend = await openBackend([treeKernels], { bytes: predictMemory({ rows: ROWS, features: 6, outputs: 1, maxLeaves: 64, threads: maxThreads }), threads: workerThreads(), maxThreads, twins });
  try {
    const grower = createGrower(await bin({ rows: ROWS, columns: ['a', 'b', 'c', 'd', 'e', 'f'], values }, { flavour: 'xgboost', maxBin: 256 }, backend, quietContext()), { outputs: 1, maxLeaves: 64 });
    grower.setTarget(labels, null);
    for (let round = 0; round < 10; round++) {
      grower.derive('logistic');
      grower.apply(grower.grow(0, null, xgboostRules(), random), 0);
    }
    const scores = grower.scores(0);
    return { kind: backend.kind, threads: backend.threads, sum: scores.reduce((sum, s) => sum + s, 0), first: Array.from(scores.subarray(0, 50)) };
  } finally {
    backend.close();
  }
}

/** The page's type library knows `self` as a window, whose postMessage is another. */
const worker = self as Window & { postMessage(message: readonly Grown[]): void };
worker.postMessage([await grow(true, 1), await grow(false, 1), await grow(false, 2), await grow(false, 2)]);
