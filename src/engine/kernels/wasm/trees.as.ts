// The kernels of tree learners. Written as C would be: functions, addresses, loads and stores. Each has a twin of the same name and
// arguments under twins/, which says what it does.
export { sortDoubles, binRows } from './_bin.as';
export { countUp, gradientSums, quantise, histogram, partition } from './_histogram.as';
export { findSplits } from './_split.as';
export { squaredGradients, logisticGradients, softmaxGradients } from './_gradients.as';
export { predictRows } from './_predict.as';
export { predictLanes } from './_predict-lanes.as';
export { leafSums, addLeaf, markLeaf, route, addByLeaf } from './_leaves.as';
