import { watchKernels } from '../../src/engine/kernels/watch.ts';

/** What kernels are for, as one speaks of boosting. */
const PHASES: Readonly<Record<string, string>> = {
  sortDoubles: 'binning', binRows: 'binning',
  squaredGradients: 'gradients', logisticGradients: 'gradients', softmaxGradients: 'gradients', gradientSums: 'gradients', quantise: 'gradients',
  histogram: 'histograms', obliviousHistogram: 'histograms', obliviousChildren: 'histograms',
  findSplits: 'split scan', obliviousScores: 'split scan',
  countUp: 'partition', partition: 'partition', obliviousSplit: 'partition', obliviousPick: 'partition',
  leafSums: 'scores', addLeaf: 'scores', markLeaf: 'scores', route: 'scores', addByLeaf: 'scores', loglossLeaves: 'scores',
  predictRows: 'prediction', obliviousCtrs: 'statistics of categories',
};

/** The phases in the order in which a training goes through them; `rest` is what no kernel does: cuts, plans, checks. */
export const PHASE_NAMES = ['binning', 'gradients', 'histograms', 'split scan', 'partition', 'scores', 'other kernels', 'rest'] as const;

/** Runs `work` and tells how many seconds went to each phase. */
export async function byPhase<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly seconds: number; readonly phases: Readonly<Record<string, number>> }> {
  const phases: Record<string, number> = {};
  watchKernels((kernel, seconds) => {
    const phase = PHASES[kernel] ?? 'other kernels';
    phases[phase] = (phases[phase] ?? 0) + seconds;
  });
  const start = performance.now();
  try {
    const result = await work();
    const seconds = (performance.now() - start) / 1000;
    phases['rest'] = seconds - Object.values(phases).reduce((a, b) => a + b, 0);
    return { result, seconds, phases };
  } finally {
    watchKernels(null);
  }
}
