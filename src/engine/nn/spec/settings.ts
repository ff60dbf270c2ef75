import { StudioError } from '../../core/errors.ts';
import { type Param, type ParamSchema, type ParamsOf, resolveParams } from '../../core/params.ts';
import { kindOf, type Layer, type LayerKindName } from '../layers/index.ts';
import type { LayerKind, WrappedLayer } from '../layers/shared/kind.ts';

const isList = (p: Param): p is Extract<Param, { kind: 'ints' }> => p.kind === 'ints';

/** A list that always has so many numbers: one stands for all, one a side for both ends. */
function filled(p: Param | undefined, value: unknown): unknown {
  if (p === undefined || !isList(p)) return value;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const full = p.default.length;
  if (full !== p.maxLength || list.length === full) return list;
  if (list.length === 1) return Array.from({ length: full }, () => list[0]);
  if (list.length === 2 && full === 4) return [list[0], list[0], list[1], list[1]];
  return list;
}

/** All settings of a kind, from those given. Throws StudioError('param') naming the setting. */
export function settingsOf(kind: LayerKind, given: Readonly<Record<string, unknown>>, owner: string): ParamsOf<ParamSchema> {
  const full = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, filled(kind.fields[key], value)]));
  for (const [key, value] of Object.entries(full)) {
    const p = kind.fields[key];
    if (p !== undefined && isList(p) && p.default.length === p.maxLength && Array.isArray(value) && value.length !== p.maxLength) {
      throw new StudioError('param', `The "${key}" parameter of ${owner} must have 1 or ${p.maxLength} numbers. Got ${value.length}.`, { param: key });
    }
  }
  return resolveParams(kind.fields, full, owner);
}

/** The layer a wrapper is around, with all its settings. */
function wrappedSettings(kind: LayerKind, inner: unknown, owner: string): WrappedLayer {
  const options = Object.keys(kind.wraps!);
  const name = typeof inner === 'object' && inner !== null && 'kind' in inner ? inner.kind : undefined;
  if (typeof name !== 'string' || !options.includes(name)) throw new StudioError('param', `${owner} is put around another layer, given as "layer": one of ${options.join(', ')}.`);
  const { kind: _, ...given } = inner as Readonly<Record<string, unknown>>;
  return { kind: name, ...settingsOf(kindOf(name as LayerKindName), given, `the ${name} in ${owner}`) };
}

export interface LayerGiven {
  readonly kind: LayerKindName;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly trainable: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly layer?: unknown;
}

/** A layer with every setting filled in. Throws StudioError('param'). */
export function layerOf(given: LayerGiven, owner: string): Layer {
  const kind = kindOf(given.kind);
  const { name, inputs, trainable } = given;
  const wraps = kind.wraps === undefined ? {} : { layer: wrappedSettings(kind, given.layer, owner) };
  // The table's kinds and the schema's values make up the union; the compiler cannot follow that through the table.
  return { kind: given.kind, name, inputs, trainable, ...settingsOf(kind, given.settings, owner), ...wraps } as unknown as Layer;
}

/** The settings of a layer apart from where it stands. */
export function settingsIn(layer: Layer): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.keys(kindOf(layer.kind).fields).map((key) => [key, (layer as Readonly<Record<string, unknown>>)[key]]));
}
