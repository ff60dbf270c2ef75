import type { Param } from '../../../core/params.ts';
import { kindOf, type LayerKindName } from '../../layers/index.ts';
import type { LayerKind, WrappedLayer } from '../../layers/shared/kind.ts';
import { freeName, type Layer, type Network } from '../network.ts';
import { isNumberLike, textOf } from './words.ts';

type Settings = Readonly<Record<string, unknown>>;
const isNumeric = (p: Param): boolean => p.kind === 'int' || p.kind === 'float' || p.kind === 'ints';
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Settings as words: numbers by their place up to the last that is not usual, words by themselves, the others with their names. */
function words(kind: LayerKind, settings: Settings): readonly string[] {
  const usual = (key: string): boolean => same(settings[key], kind.fields[key]!.default);
  const numbers = kind.positional.filter((key) => isNumeric(kind.fields[key]!));
  const last = Math.max(numbers.findLastIndex((key) => !usual(key)), numbers.length > 0 && kind.positional[0] === numbers[0] ? 0 : -1);
  const placed = numbers.slice(0, last + 1);
  const written = (key: string): string => textOf(settings[key]);
  // A list without numbers cannot stand in a place: from there on, names.
  const open = placed.findIndex((key) => !isNumberLike(written(key)));
  const byPlace = open < 0 ? placed : placed.slice(0, open);
  const out = byPlace.map(written);
  for (const [key, p] of Object.entries(kind.fields)) {
    if (byPlace.includes(key) || usual(key)) continue;
    if (p.kind === 'choice' && kind.positional.includes(key)) out.push(written(key));
    else if (p.kind === 'bool' && settings[key] === true) out.push(key);
    else out.push(`${key}=${written(key)}`);
  }
  return out;
}

function wrapped(layer: WrappedLayer | undefined): readonly string[] {
  if (layer === undefined) return [];
  return [layer.kind, ...words(kindOf(layer.kind as LayerKindName), layer)];
}

/** Words that mean something in a line, which a name that is written by itself must not be. */
const taken = (kind: LayerKind): ReadonlySet<string> =>
  new Set(['from', 'frozen', ...Object.entries(kind.fields).flatMap(([key, p]) => [key, ...(p.kind === 'choice' ? p.options : [])])]);

function inputsOf(kind: LayerKind, layer: Layer, before: string): readonly string[] {
  const { inputs } = layer;
  if (inputs.length === 1 && inputs[0] === before) return [];
  if (kind.inputs[1] === 1) return ['from', ...inputs];
  const words = taken(kind);
  const plain = inputs.length >= kind.inputs[0] && inputs.every((name) => !words.has(name) && !words.has(name.replaceAll(/_([a-z])/g, (_, c: string) => c.toUpperCase())));
  return plain ? inputs : ['from', ...inputs];
}

/** A network as text, one line a layer; `parseText` makes the same network of it. */
export function printText(network: Network): string {
  const names = new Set<string>();
  const lines: string[] = [];
  const line = (name: string, kind: string, rest: readonly string[]): void => {
    const prefix = name === freeName(kind, names) ? [] : [name, '='];
    names.add(name);
    lines.push([...prefix, kind, ...rest].join(' '));
  };
  for (const input of network.inputs) line(input.name, 'input', [input.shape.join('x')]);
  let before = network.inputs.at(-1)!.name;
  for (const layer of network.layers) {
    const kind = kindOf(layer.kind);
    const inner = 'layer' in layer ? (layer.layer as unknown as WrappedLayer) : undefined;
    line(layer.name, layer.kind, [...words(kind, layer as unknown as Settings), ...wrapped(inner), ...(layer.trainable ? [] : ['frozen']), ...inputsOf(kind, layer, before)]);
    before = layer.name;
  }
  if (!same(network.outputs, [before])) lines.push(['output', ...network.outputs].join(' '));
  return `${lines.join('\n')}\n`;
}
