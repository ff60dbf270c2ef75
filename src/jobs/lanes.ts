import type { Method } from './protocol.ts';

/** Where a method runs unless its call says otherwise. */
export type Lane = 'quick' | 'long';

export const lanes: Readonly<Record<Method, Lane>> = {
  sniff: 'quick', profile: 'quick', rows: 'quick', rowsAt: 'quick', distribution: 'quick', association: 'quick', correlation: 'quick', scatter: 'quick',
  suggest: 'quick', previewStep: 'quick', splitSummary: 'quick', runResult: 'quick', inspectNetwork: 'quick', inspectTree: 'quick', inspectShapes: 'quick', boostingSteps: 'quick', treeImportance: 'quick', evaluate: 'quick', cellRows: 'quick', reconstruct: 'quick',
  importCsv: 'long', reimport: 'long', importSample: 'long', importImages: 'long', devices: 'long', train: 'long',
  permutationImportance: 'long', shap: 'long', partialDependence: 'long', rowProximity: 'long', exportOnnx: 'long', exportTfjs: 'long', exportTrees: 'long', openModelFile: 'long', exportPredictions: 'long', exportReport: 'long',
  exportStudy: 'long', openStudyFile: 'long',
};

/** Jobs a person waits for go before trainings. */
export const priority = (method: Method): number => (method === 'train' ? 0 : 1);
