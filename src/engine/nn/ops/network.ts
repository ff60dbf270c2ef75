import type { Tensor } from '../backends/tensorflow.ts';
import type { Layout, NetSpec } from '../spec.ts';
import type { Kit, Pass, Training } from './kit.ts';
import { layerPass } from './layers.ts';

/** The layers' tensors, in the order of `layout.variables`. */
export type Tensors = readonly Tensor[];

/** Through all layers. To be called within `tf.tidy`. */
export function forward(kit: Kit, spec: NetSpec, layout: Layout, tensors: Tensors, x: Tensor, training: Training | null): { readonly z: Tensor; readonly passes: readonly Pass[] } {
  const passes: Pass[] = [];
  let y = x;
  for (const [i, layer] of spec.layers.entries()) {
    const weights = tensors.filter((_, v) => layout.variables[v]!.layer === i);
    const pass = layerPass(kit, layer, y, weights, i, training);
    passes.push(pass);
    y = pass.y;
  }
  return { z: y, passes };
}

/** Gradients of the trained weights, in the order of `layout.variables`, from the gradient of the output. */
export function backward(layout: Layout, passes: readonly Pass[], dz: Tensor): readonly Tensor[] {
  const grads: Tensor[][] = passes.map(() => []);
  const first = Math.min(...layout.variables.map((v) => v.layer));
  let dy = dz;
  for (let i = passes.length - 1; i >= first; i--) {
    const { dx, grads: own } = passes[i]!.back(dy, i > first);
    grads[i] = [...own];
    if (dx !== null) dy = dx;
  }
  return grads.flat();
}
