import type { Matrix } from '../../../frame/matrix.ts';
import { quantile } from '../../../frame/quantile.ts';
import { defineAlgorithm, type PredictContext } from '../../core/algorithm.ts';
import { StudioError } from '../../core/errors.ts';
import { mulberry32 } from '../../core/random.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { columnsOf } from '../../tree/sorted-columns.ts';
import type { TreeEnsemble } from '../../trees/ensemble.ts';
import { lowerEnsemble } from '../../trees/lower.ts';
import { treeSeed } from '../../trees/forest/seed.ts';
import { predictByKernel } from '../../trees/predict/by-kernel.ts';
import { growIsolation, type IsolationTree } from './grow.ts';
import { isolationForest } from './meta.ts';
import { averagePath } from './path.ts';
import { sampleWith, sampleWithout } from './sample.ts';

type State = {
  readonly columns: readonly string[];
  readonly ensemble: TreeEnsemble;
  /** Scores at or above it are unusual. */
  readonly threshold: number;
};

/** Rows each tree sees. */
function samplesOf(maxSamples: number | null, n: number, bootstrap: boolean): number {
  if (maxSamples === null) return Math.min(256, n);
  if (maxSamples > n && !bootstrap) return n;
  return maxSamples > 1 ? Math.floor(maxSamples) : Math.max(1, Math.floor(maxSamples * n));
}

/** The score is 2^(−mean path / average path): leaves hold the exponent times ln 2, so that the trees' mean is the score's logarithm. */
function ensembleOf(trees: readonly IsolationTree[], columns: readonly string[], samples: number): TreeEnsemble {
  const roots = new Int32Array(trees.length + 1);
  trees.forEach(({ feature }, t) => { roots[t + 1] = roots[t]! + feature.length; });
  const n = roots[trees.length]!;
  const gathered = (pick: (tree: IsolationTree) => readonly number[], move: (v: number, t: number) => number = (v) => v): number[] => trees.flatMap((tree, t) => pick(tree).map((v) => move(v, t)));
  const moved = (child: number, t: number): number => (child < 0 ? -1 : child + roots[t]!);
  const unit = averagePath(samples);
  const count = Float64Array.from(gathered((tree) => tree.count));
  return {
    columns, categories: columns.map(() => null), roots,
    feature: Int32Array.from(gathered((tree) => tree.feature)), threshold: Float64Array.from(gathered((tree) => tree.threshold)),
    left: Int32Array.from(gathered((tree) => tree.left, moved)), right: Int32Array.from(gathered((tree) => tree.right, moved)),
    missingLeft: Uint8Array.from(gathered((tree) => tree.missingLeft)),
    set: new Int32Array(n).fill(-1), sets: new Uint32Array(0),
    // A single row has no average path; scikit-learn's score of it is one half.
    width: 1, value: Float64Array.from(gathered((tree) => tree.path, (path) => -Math.LN2 * (unit > 0 ? path / unit : 1))),
    outputs: 1, output: new Int32Array(trees.length), base: new Float64Array(1), combine: 'mean', link: 'exp', float32: false,
    gain: new Float64Array(n), cover: count, count,
  };
}

/** The score above which the given share of rows lies; one half, the score of a row of average path, where none is given. */
async function thresholdOf(contamination: number | null, ensemble: TreeEnsemble, X: Matrix, ctx: PredictContext): Promise<number> {
  if (contamination === null) return 0.5;
  return quantile((await scores(ensemble, X, ctx)).sort(), 1 - contamination);
}

const scores = (ensemble: TreeEnsemble, X: Matrix, ctx: PredictContext): Promise<Float64Array> => predictByKernel({ ensemble, origins: [] }, X, ctx);

/** F. T. Liu, K. M. Ting & Z.-H. Zhou, "Isolation Forest", ICDM 2008. Scores are scikit-learn's `-score_samples`: 0 … 1, larger is more unusual. */
export const isolationForestModel = defineAlgorithm<typeof isolationForest, State>(isolationForest, {
  async fit(train, params, ctx) {
    const { X } = checkFitInput(train, isolationForest);
    await ctx.breathe();
    const columns = columnsOf(X);
    const samples = samplesOf(params.maxSamples, X.rows, params.bootstrap);
    if (samples > 2 ** 24) throw new StudioError('param', `Trees of ${samples} rows isolate nothing better than trees of 256. Lower maxSamples.`, { algorithm: isolationForest.type, param: 'maxSamples' });
    const width = Math.max(1, Math.floor(params.maxFeatures * columns.length));
    const maxDepth = Math.ceil(Math.log2(Math.max(samples, 2)));
    const trees: IsolationTree[] = [];
    while (trees.length < params.nEstimators && !(trees.length > 0 && ctx.stopRequested())) {
      await ctx.breathe();
      const random = mulberry32(treeSeed(ctx.seed, trees.length));
      const rows = (params.bootstrap ? sampleWith : sampleWithout)(X.rows, samples, random);
      trees.push(growIsolation(columns, sampleWithout(columns.length, width, random), rows, maxDepth, random));
      ctx.progress(trees.length, params.nEstimators);
    }
    const ensemble = ensembleOf(trees, X.columns, samples);
    const threshold = await thresholdOf(params.contamination, ensemble, X, ctx);
    ctx.note('unusual', { threshold, rowsPerTree: samples });
    return { columns: X.columns, ensemble, threshold };
  },
  async predict({ columns, ensemble }, X, ctx) {
    checkPredictInput(columns, X, isolationForest);
    return scores(ensemble, X, ctx);
  },
  trees: ({ columns, ensemble }) => ({ ensemble, origins: columns.map((_, j) => [j]) }),
  lower: ({ ensemble }, graph, x) => ({ kind: 'value', value: lowerEnsemble(ensemble, graph, x) }),
});
