export { explainDependence, type DependenceOptions } from './dependence.ts';
export { explainImportance } from './importance.ts';
export { explainPermutation } from './permutation.ts';
export { explainProximity, type ProximityOptions } from './proximity.ts';
export type { Explained, ExplainRun } from './rows.ts';
export { hasTrees } from './trees.ts';
export { explainShap, shapMethod, type ShapOptions } from './shap.ts';
