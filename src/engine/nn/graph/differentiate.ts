import { StudioError } from '../../core/errors.ts';
import type { GraphBuilder } from './builder.ts';
import type { Node, Value } from './graph.ts';
import { add } from './ops/binary.ts';
import { sizeOf } from './shape.ts';

/** Values that a change of `wanted` changes. */
function reached(nodes: readonly Node[], wanted: readonly Value[]): ReadonlySet<Value> {
  const out = new Set(wanted);
  for (const { op, inputs, outputs } of nodes) {
    if (op.backward !== null && inputs.some((v) => out.has(v))) for (const v of outputs) out.add(v);
  }
  return out;
}

/**
 * Adds to the graph what computes the gradients of `loss` (a single number) by `wanted`, and answers them in that order. Only
 * what lies between the two is walked; a value that `loss` does not depend on has a gradient of zeros.
 */
export function differentiate(b: GraphBuilder, loss: Value, wanted: readonly Value[]): readonly Value[] {
  if (sizeOf(loss.shape) !== 1) throw new StudioError('internal', `Only a single number can be differentiated, not ${loss.shape.join(' × ')}.`);
  const { nodes } = b.graph();
  const moving = reached(nodes, wanted);
  const grads = new Map<Value, Value>();
  if (moving.has(loss)) grads.set(loss, b.constant(1, loss.shape));
  for (const { op, attrs, inputs, outputs } of nodes.toReversed()) {
    const own = outputs.map((v) => grads.get(v) ?? null);
    if (op.backward === null || own.every((g) => g === null)) continue;
    const needs = inputs.map((v) => moving.has(v));
    const made = op.backward({ b, attrs, inputs, outputs, grads: own, needs });
    for (const [i, v] of inputs.entries()) {
      const g = made[i] ?? null;
      if (g === null || !needs[i]) continue;
      const before = grads.get(v);
      grads.set(v, before === undefined ? g : add(b, before, g));
    }
  }
  return wanted.map((v) => grads.get(v) ?? b.constant(0, v.shape));
}
