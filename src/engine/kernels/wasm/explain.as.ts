// The kernels of explanations. Each has a twin of the same name and arguments under twins/, which says what it does.
export { treeShap } from './_tree-shap.as';
export { treeShapAgainst } from './_tree-shap-against.as';
