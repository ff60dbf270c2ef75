export { epochMultiplyAdds, type LayerCost, networkCost, type NetworkCost, predictionBytes, trainingBytes } from './cost.ts';
export { networkWeights } from './init.ts';
export { networkLayout, type NetworkLayout, type NetworkVariable, partsOf, variableOf, weightsIn } from './layout.ts';
export { freeName, type Layer, type LayerKindName, type LayerOf, NAME, type Network, type NetworkInput } from './network.ts';
export { parseNetwork } from './parse.ts';
export { TextError } from './text/error.ts';
export { parseText, type ParsedText } from './text/parse.ts';
export { printText } from './text/print.ts';
