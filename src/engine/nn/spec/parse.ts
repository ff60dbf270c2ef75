import { StudioError } from '../../core/errors.ts';
import { isLayerKind, kindOf, LAYERS } from '../layers/index.ts';
import { shapeText } from '../layers/shared/kind.ts';
import { isFirstVersion, migrated } from './migrate.ts';
import { freeName, type Layer, NAME, type Network, type NetworkInput } from './network.ts';
import { layerOf } from './settings.ts';

const MOST_LAYERS = 5000;
const bad = (why: string): StudioError => new StudioError('param', `This network cannot be read: ${why}`);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((v) => typeof v === 'string');

function inputOf(value: unknown, i: number, taken: ReadonlySet<string>): NetworkInput {
  if (!isRecord(value)) throw bad(`input ${i + 1} is not an object with a name and a shape.`);
  const name = value['name'] ?? freeName('input', taken);
  checkName(name, `input ${i + 1}`, taken);
  const shape = value['shape'];
  if (!Array.isArray(shape) || shape.length === 0 || shape.length > 4 || !shape.every((side) => Number.isInteger(side) && side >= 1 && side <= 1e9)) {
    throw bad(`the shape of input "${name}" must be 1 to 4 whole numbers of at least 1; it is ${Array.isArray(shape) ? shapeText(shape as number[]) : JSON.stringify(shape) ?? 'missing'}.`);
  }
  return { name, shape: shape as number[] };
}

function checkName(name: unknown, what: string, taken: ReadonlySet<string>): asserts name is string {
  if (typeof name !== 'string' || !NAME.test(name)) throw bad(`${what} has the name ${JSON.stringify(name)}; names are letters, digits and underscores and start with a letter.`);
  if (taken.has(name)) throw bad(`two of its parts have the name "${name}"; give each a name of its own.`);
}

function layerFrom(value: unknown, i: number, before: string, taken: ReadonlySet<string>): Layer {
  if (!isRecord(value)) throw bad(`layer ${i + 1} is not an object with a kind.`);
  const { kind, name: given, inputs = [before], trainable = true, layer, ...settings } = value;
  if (typeof kind !== 'string' || !isLayerKind(kind)) throw bad(`layer ${i + 1} is of the kind ${JSON.stringify(kind)}; there are ${Object.keys(LAYERS).join(', ')}.`);
  const name = given ?? freeName(kind, taken);
  checkName(name, `layer ${i + 1}`, taken);
  const owner = `layer ${i + 1} of the network (${kind} "${name}")`;
  if (typeof trainable !== 'boolean') throw bad(`"trainable" of ${owner} must be true or false.`);
  if (!isNames(inputs)) throw bad(`"inputs" of ${owner} must be a list of names.`);
  checkInputs(kind, inputs, owner, taken);
  return layerOf({ kind, name, inputs, trainable, settings, layer }, owner);
}

/** Throws StudioError('param') where a layer takes too few, too many, or what is not before it. */
export function checkInputs(kind: Layer['kind'], inputs: readonly string[], owner: string, known: ReadonlySet<string>): void {
  const [min, max] = kindOf(kind).inputs;
  if (inputs.length < min || inputs.length > max) {
    const wanted = min === max ? `${min}` : `${min} to ${max}`;
    throw bad(`${owner} takes ${wanted} input${wanted === '1' ? '' : 's'} and is given ${inputs.length}.`);
  }
  const stranger = inputs.find((name) => !known.has(name));
  if (stranger !== undefined) throw bad(`${owner} takes "${stranger}", which is no input and no layer before it.`);
}

/**
 * A network from plain data, of this version or the first (sequential). What is not given is filled in: names, inputs (the layer before), settings.
 * Throws StudioError('param') with the place. Shapes are checked by `networkLayout`.
 */
export function parseNetwork(value: unknown): Network {
  if (!isRecord(value)) throw bad('it is not an object.');
  if (isFirstVersion(value)) return migrated(value);
  if (value['version'] !== 2) throw bad(`it is of version ${JSON.stringify(value['version'])}; this Tablab reads versions 1 and 2. Open it with a newer one.`);
  const { inputs: givenInputs, layers: givenLayers } = value;
  if (!Array.isArray(givenInputs) || givenInputs.length === 0) throw bad('it has no inputs.');
  if (!Array.isArray(givenLayers)) throw bad('it has no list of layers.');
  if (givenLayers.length > MOST_LAYERS) throw bad(`it has ${givenLayers.length} layers; at most ${MOST_LAYERS} are read.`);
  const taken = new Set<string>();
  const inputs = givenInputs.map((given: unknown, i) => {
    const input = inputOf(given, i, taken);
    taken.add(input.name);
    return input;
  });
  let before = inputs.at(-1)!.name;
  const layers = givenLayers.map((given: unknown, i) => {
    const layer = layerFrom(given, i, before, taken);
    taken.add(layer.name);
    before = layer.name;
    return layer;
  });
  const outputs = value['outputs'] ?? [before];
  if (!isNames(outputs) || outputs.length === 0) throw bad('"outputs" must be a list of names.');
  const stranger = outputs.find((name) => !taken.has(name));
  if (stranger !== undefined) throw bad(`its output "${stranger}" is none of its layers.`);
  return { version: 2, inputs, layers, outputs };
}
