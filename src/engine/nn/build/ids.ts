import type { Value } from '../graph/graph.ts';
import { add, binary, mul, sub } from '../graph/ops/binary.ts';
import { concat, split } from '../graph/ops/move.ts';
import { broadcast, reduce } from '../graph/ops/reduce.ts';
import { reshape } from '../graph/ops/reshape.ts';
import { gather } from '../graph/ops/rows.ts';
import { unary } from '../graph/ops/unary.ts';
import { defineBuild, type Site } from './site.ts';

export const embedding = defineBuild('embedding', ({ b, inputs: [x], weight }) => gather(b, x!, weight('embeddings')),
  ({ b, layer, inputs: [x] }) => (layer.maskZero && x!.shape.length === 2 ? unary(b, 'step', x!) : null));

/** 1 where a step has a number that is not the value of filling. */
const filled = ({ b, layer, inputs: [x] }: Site<'masking'>): Value =>
  reduce(b, 'max', sub(b, b.constant(1, []), binary(b, 'equal', x!, b.constant(layer.maskValue, []))), [2], true);

export const masking = defineBuild('masking', (site) => mul(site.b, site.inputs[0]!, filled(site)), (site) => {
  const mask = filled(site);
  return reshape(site.b, mask, mask.shape.slice(0, 2));
});

/** A row's columns of numbers (`null` where there are none) and each column of categories. */
function columns({ b, inputs: [x] }: Pick<Site, 'b' | 'inputs'>, { numeric, cardinalities }: { readonly numeric: number; readonly cardinalities: readonly number[] }): { readonly numbers: Value | null; readonly codes: readonly Value[] } {
  const parts = split(b, x!, [...(numeric > 0 ? [numeric] : []), ...cardinalities.map(() => 1)], 1);
  return numeric > 0 ? { numbers: parts[0]!, codes: parts.slice(1) } : { numbers: null, codes: parts };
}

export const entityEmbedding = defineBuild('entityEmbedding', (site) => {
  const { b, layer, weight } = site;
  const { numbers, codes } = columns(site, layer);
  const rows = site.inputs[0]!.shape[0]!;
  const parts = [...(numbers === null ? [] : [numbers]), ...codes.map((code, i) => gather(b, reshape(b, code, [rows]), weight(`embeddings_${i + 1}`)))];
  return parts.length === 1 ? parts[0]! : concat(b, parts, 1);
});

export const featureTokenizer = defineBuild('featureTokenizer', (site) => {
  const { b, layer: { numeric, cardinalities, outputDim, cls }, weight } = site;
  const { numbers, codes } = columns(site, site.layer);
  const rows = site.inputs[0]!.shape[0]!;
  const tokens: Value[] = [];
  if (numbers !== null) tokens.push(mul(b, reshape(b, numbers, [rows, numeric, 1]), weight('weight')));
  if (codes.length > 0) {
    // One table for all columns: the rows of a column begin where those of the columns before it end.
    const begins = cardinalities.map((_, i) => cardinalities.slice(0, i).reduce((sum, n) => sum + n, 0));
    const ids = add(b, codes.length === 1 ? codes[0]! : concat(b, codes, 1), b.constant(Float32Array.from(begins), [begins.length]));
    tokens.push(gather(b, ids, weight('embeddings')));
  }
  const all = add(b, tokens.length === 1 ? tokens[0]! : concat(b, tokens, 1), weight('bias'));
  return cls ? concat(b, [broadcast(b, weight('cls'), [rows, 1, outputDim]), all], 1) : all;
});
