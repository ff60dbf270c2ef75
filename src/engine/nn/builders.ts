import type { Activation } from './names.ts';
import type { LayerSpec } from './spec.ts';

/** Dense blocks: dense, then batch normalisation before the activation (as in its paper), then dropout. */
export function denseBlock(i: number, units: number, activation: Activation, options: { readonly batchNorm: boolean; readonly dropout: number }): readonly LayerSpec[] {
  const block: LayerSpec[] = [{ kind: 'dense', name: `dense_${i}`, units, activation: options.batchNorm ? 'linear' : activation }];
  if (options.batchNorm) block.push({ kind: 'batchNorm', name: `batch_norm_${i}`, momentum: 0.99, epsilon: 1e-3 }, { kind: 'activation', name: `activation_${i}`, activation });
  if (options.dropout > 0) block.push({ kind: 'dropout', name: `dropout_${i}`, rate: options.dropout });
  return block;
}

/** The last layer: one logit for two classes, one a class for more, one value for regression. */
export const outputLayer = (units: number): LayerSpec => ({ kind: 'dense', name: 'output', units, activation: 'linear' });
