import type { GraphBuilder, LoweredBlock, LoweredFeatures, ValueName } from '../export/graph.ts';
import { attr } from '../export/graph.ts';

/** ONNX's number of each type, for Cast. */
export const CAST = { float64: attr.int(11), int64: attr.int(7), bool: attr.int(9) } as const;

/** Some columns of a block; the block itself where they are all of them. */
export function takeColumns(graph: GraphBuilder, block: LoweredBlock, at: readonly number[]): LoweredBlock {
  if (at.length === block.columns.length && at.every((j, i) => i === j)) return block;
  const places = graph.int64s('columns', at);
  return { kind: block.kind, columns: at.map((j) => block.columns[j]!), value: graph.op('Gather', [block.value, places], { axis: attr.int(1) }) };
}

/** Two blocks: the named columns of a block, and the others; `null` where there are none. */
export function partBlock(graph: GraphBuilder, block: LoweredBlock, names: readonly string[]): { readonly mine: LoweredBlock | null; readonly rest: LoweredBlock | null } {
  const wanted = new Set(names);
  const places = block.columns.map((_, j) => j);
  const mine = places.filter((j) => wanted.has(block.columns[j]!));
  const rest = places.filter((j) => !wanted.has(block.columns[j]!));
  return {
    mine: mine.length === 0 ? null : takeColumns(graph, block, mine),
    rest: rest.length === 0 ? null : takeColumns(graph, block, rest),
  };
}

/**
 * Replaces the named columns of one kind. `make` is given a block of them and the place of each of its columns in `names`.
 * Columns travel by name, so that the order of blocks does not matter.
 */
export function lowerColumns(
  graph: GraphBuilder,
  X: LoweredFeatures,
  kind: LoweredBlock['kind'],
  names: readonly string[],
  make: (block: LoweredBlock, places: readonly number[]) => readonly LoweredBlock[],
): LoweredFeatures {
  const place = new Map(names.map((name, k) => [name, k]));
  return X.flatMap((block) => {
    if (block.kind !== kind) return [block];
    const { mine, rest } = partBlock(graph, block, names);
    if (mine === null) return [block];
    return [...(rest === null ? [] : [rest]), ...make(mine, mine.columns.map((name) => place.get(name)!))];
  });
}

/** As `lowerColumns` for number columns that keep their number and names. */
export const lowerNumbers = (graph: GraphBuilder, X: LoweredFeatures, names: readonly string[], change: (value: ValueName, places: readonly number[]) => ValueName): LoweredFeatures =>
  lowerColumns(graph, X, 'number', names, (block, places) => [{ ...block, value: change(block.value, places) }]);

/** A row of doubles, one for each place. */
export const rowOf = (graph: GraphBuilder, wish: string, values: ArrayLike<number>, places: readonly number[]): ValueName =>
  graph.doubles(wish, places.map((k) => values[k]!), [1, places.length]);

/** `low` where the value is below it, `high` where it is above; NaN passes. */
export function clamp(graph: GraphBuilder, value: ValueName, low: ValueName, high: ValueName): ValueName {
  const raised = graph.op('Where', [graph.op('Less', [value, low]), low, value]);
  return graph.op('Where', [graph.op('Greater', [raised, high]), high, raised]);
}

/** Codes of strings: `codes[i]` for `keys[i]`, `other` for anything else. int64, of the shape of `value`. */
export const encodeStrings = (graph: GraphBuilder, value: ValueName, keys: readonly string[], codes: readonly number[], other: number): ValueName =>
  graph.op('LabelEncoder', [value], { keys_strings: attr.strings(keys), values_int64s: attr.ints(codes), default_int64: attr.int(other) }, 'ai.onnx.ml');

/** Where a string is missing (''); bool, of the shape of `value`. */
export const isMissingString = (graph: GraphBuilder, value: ValueName): ValueName => graph.op('Cast', [encodeStrings(graph, value, [''], [1], 0)], { to: CAST.bool });
