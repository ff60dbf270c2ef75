import type { Value } from '../graph/graph.ts';
import { add, mul, scale, sub } from '../graph/ops/binary.ts';
import { matmul } from '../graph/ops/matmul.ts';
import { transpose } from '../graph/ops/move.ts';
import { reshape } from '../graph/ops/reshape.ts';
import { softmax } from '../graph/ops/softmax.ts';
import { sineTable } from '../layers/positional-encoding.ts';
import { defineBuild, type Site } from './site.ts';

/** What a key that is filling gets before the softmax: Keras' large negative number. */
const AWAY = -1e9;

/** Rows × steps × features to rows × heads × steps × dim. */
function projected({ b, layer, weight }: Site<'multiHeadAttention'>, name: string, x: Value): Value {
  const [rows, steps, features] = x.shape as readonly [number, number, number];
  const kernel = weight(`${name}/kernel`);
  const [, heads, dim] = kernel.shape as readonly [number, number, number];
  const product = matmul(b, reshape(b, x, [rows * steps, features]), reshape(b, kernel, [features, heads * dim]));
  const sums = layer.useBias ? add(b, product, reshape(b, weight(`${name}/bias`), [heads * dim])) : product;
  return transpose(b, reshape(b, sums, [rows, steps, heads, dim]), [0, 2, 1, 3]);
}

/** Which keys count: masks of value and key together. */
function seen({ b, inputs, masks }: Site<'multiHeadAttention'>): Value | null {
  const own = inputs.length === 1 ? [masks[0]] : masks.slice(1);
  const given = own.filter((mask) => mask != null);
  return given.length === 0 ? null : given.reduce((p, q) => mul(b, p, q));
}

export const multiHeadAttention = defineBuild('multiHeadAttention', (site) => {
  const { b, layer, inputs, training, weight, random } = site;
  const [from, value, key] = [inputs[0]!, inputs[1] ?? inputs[0]!, inputs[2] ?? inputs[1] ?? inputs[0]!];
  const query = scale(b, projected(site, 'query', from), 1 / Math.sqrt(layer.keyDim));
  const mask = seen(site);
  const added = mask === null ? null : scale(b, sub(b, b.constant(1, []), mask), AWAY);
  const looks = softmax(b, matmul(b, query, projected(site, 'key', key), { transB: true }), { causal: layer.causal, added });
  const kept = training && layer.dropout > 0 ? mul(b, looks, random('mask', looks.shape, layer.dropout, 1 / (1 - layer.dropout))) : looks;
  const found = transpose(b, matmul(b, kept, projected(site, 'value', value)), [0, 2, 1, 3]);
  const [rows, steps, heads, dim] = found.shape as readonly [number, number, number, number];
  const kernel = weight('attention_output/kernel');
  const out = kernel.shape.at(-1)!;
  const sums = matmul(b, reshape(b, found, [rows * steps, heads * dim]), reshape(b, kernel, [heads * dim, out]));
  return reshape(b, layer.useBias ? add(b, sums, weight('attention_output/bias')) : sums, [rows, steps, out]);
}, ({ masks }) => masks[0] ?? null);

export const positionalEncoding = defineBuild('positionalEncoding', ({ b, layer, inputs: [x], weight }) => {
  const [, steps, features] = x!.shape as readonly [number, number, number];
  return add(b, x!, layer.mode === 'learned' ? weight('embeddings') : b.constant(sineTable(steps, features, layer.maxWavelength), [steps, features]));
});
