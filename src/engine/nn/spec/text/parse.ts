import { StudioError } from '../../../core/errors.ts';
import { LAYER_ACTIVATIONS } from '../../layers/shared/fields.ts';
import { isLayerKind, kindOf, LAYERS, type LayerKindName } from '../../layers/index.ts';
import type { LayerKind } from '../../layers/shared/kind.ts';
import { freeName, type Layer, NAME, type Network, type NetworkInput } from '../network.ts';
import { checkInputs } from '../parse.ts';
import { layerOf } from '../settings.ts';
import { TextError } from './error.ts';
import { hint, isNumberLike, valueFrom, type Word, wordsOf } from './words.ts';

export interface ParsedText {
  readonly network: Network;
  /** The line of each input and layer, by name: where messages about shapes belong. */
  readonly lineOf: ReadonlyMap<string, number>;
}

const KINDS = Object.keys(LAYERS) as LayerKindName[];
/** Keras' class names and any spelling of capitals are understood too. */
const KIND_BY_WORD = new Map<string, LayerKindName>(KINDS.flatMap((kind) => {
  const { keras } = kindOf(kind);
  return [[kind.toLowerCase(), kind], ...(keras === null ? [] : [[keras.toLowerCase(), kind] as const])] as (readonly [string, LayerKindName])[];
}));
const ALIASES: Readonly<Record<string, string>> = { swish: 'silu', leakyRelu: 'leaky_relu', hardSigmoid: 'hard_sigmoid', geluTanh: 'gelu_tanh' };
const isActivation = (word: string): boolean => (LAYER_ACTIVATIONS as readonly string[]).includes(ALIASES[word] ?? word);
const camel = (key: string): string => key.replaceAll(/_([a-z])/g, (_, c: string) => c.toUpperCase());

/** A line as it is read: settings, what it takes, and the layer inside a wrapper. */
class LineReader {
  readonly settings: Record<string, unknown> = {};
  readonly inputs: string[] = [];
  inner: Record<string, unknown> | null = null;
  trainable = true;
  readonly #line: number;
  readonly #known: ReadonlySet<string>;

  constructor(line: number, known: ReadonlySet<string>) {
    this.#line = line;
    this.#known = known;
  }

  fail(word: Word, why: string): TextError {
    return new TextError(this.#line, word.column, why);
  }

  read(kind: LayerKind, words: readonly Word[]): void {
    let into = this.settings;
    let current = kind;
    for (const [i, word] of words.entries()) {
      if (word.text === 'from') {
        this.#names(word, words.slice(i + 1));
        return;
      }
      if (word.text === 'frozen') this.trainable = false;
      else if (current.wraps !== undefined && this.inner === null && Object.hasOwn(current.wraps, KIND_BY_WORD.get(word.text.toLowerCase()) ?? '')) {
        const name = KIND_BY_WORD.get(word.text.toLowerCase())!;
        current = kindOf(name);
        into = {};
        this.inner = into;
        this.#innerKind = name;
      } else this.#word(kind, current, into, word);
    }
  }

  #innerKind: LayerKindName | null = null;
  get layer(): Readonly<Record<string, unknown>> | undefined {
    return this.inner === null ? undefined : { ...this.inner, kind: this.#innerKind };
  }

  #names(from: Word, words: readonly Word[]): void {
    if (words.length === 0) throw this.fail(from, 'the names of what it takes belong after "from".');
    for (const word of words) this.#name(word);
  }

  #name(word: Word): void {
    if (!this.#known.has(word.text)) throw this.fail(word, `there is no input or layer "${word.text}" above${hint(word.text, this.#known) || '.'}`);
    this.inputs.push(word.text);
  }

  #word(outer: LayerKind, kind: LayerKind, into: Record<string, unknown>, word: Word): void {
    const { fields } = kind;
    const equals = word.text.indexOf('=');
    if (equals > 0) {
      this.#assignment(kind, into, word, equals);
      return;
    }
    const text = ALIASES[word.text] ?? word.text;
    if (isNumberLike(text)) {
      const key = kind.positional.find((k) => !Object.hasOwn(into, k) && valueFrom(fields[k]!, text) !== undefined);
      if (key === undefined) throw this.fail(word, `${kind.kind} takes no further number here; ${this.#fieldList(kind)}`);
      into[key] = valueFrom(fields[key]!, text);
      return;
    }
    const flag = fields[camel(text)];
    if (flag?.kind === 'bool') {
      into[camel(text)] = true;
      return;
    }
    const choice = kind.positional.find((k) => {
      const p = fields[k]!;
      return p.kind === 'choice' && !Object.hasOwn(into, k) && p.options.includes(text);
    });
    if (choice !== undefined) into[choice] = text;
    else if (outer.inputs[1] > 1 && this.#known.has(word.text)) this.inputs.push(word.text);
    else throw this.fail(word, `"${word.text}" is nothing that ${kind.kind} takes${hint(word.text, this.#expected(outer, kind)) || `; ${this.#fieldList(kind)}`}`);
  }

  #assignment(kind: LayerKind, into: Record<string, unknown>, word: Word, equals: number): void {
    const key = camel(word.text.slice(0, equals));
    const raw = word.text.slice(equals + 1);
    const p = kind.fields[key];
    if (p === undefined) throw this.fail(word, `${kind.kind} has no "${key}"${hint(key, Object.keys(kind.fields)) || `; ${this.#fieldList(kind)}`}`);
    const value = valueFrom(p, ALIASES[raw] ?? raw);
    const options = p.kind === 'choice' ? p.options.join(', ') : p.kind === 'bool' ? 'true, false' : p.kind === 'ints' ? 'numbers with x between them, such as 3x3' : 'a number';
    if (value === undefined) throw this.fail({ text: raw, column: word.column + equals + 1 }, `"${raw}" is no ${key} of ${kind.kind}; it takes ${options}${p.kind === 'nullable' ? ', or none' : ''}.`);
    into[key] = value;
  }

  #expected(outer: LayerKind, kind: LayerKind): readonly string[] {
    return [
      ...Object.entries(kind.fields).flatMap(([key, p]) => (p.kind === 'choice' && kind.positional.includes(key) ? p.options : p.kind === 'bool' ? [key] : [])),
      ...(outer.wraps === undefined ? [] : Object.keys(outer.wraps)), ...(outer.inputs[1] > 1 ? this.#known : []), 'from', 'frozen',
    ];
  }

  #fieldList(kind: LayerKind): string {
    const keys = Object.keys(kind.fields);
    return keys.length === 0 ? 'it has no settings.' : `its settings are ${keys.join(', ')}.`;
  }
}

/** Keeps what has been read so far. */
class NetworkReader {
  readonly inputs: NetworkInput[] = [];
  readonly layers: Layer[] = [];
  readonly lineOf = new Map<string, number>();
  outputs: readonly string[] | null = null;
  readonly #known = new Set<string>();
  #before: string | null = null;

  line(line: number, text: string): void {
    const named = /^\s*([^\s=,#]+)\s*=\s*/.exec(text);
    const rest = named === null ? text : ' '.repeat(named[0].length) + text.slice(named[0].length);
    const [first, ...words] = wordsOf(rest);
    if (first === undefined) {
      if (named !== null) throw new TextError(line, named[0].length + 1, `a layer belongs after "${named[1]!} =".`);
      return;
    }
    const given = named === null ? null : { text: named[1]!, column: named[0].search(/\S/) + 1 };
    if (given !== null) this.#checkName(line, given);
    if (first.text === 'input') this.#input(line, first, given, words);
    else if (first.text === 'output') this.#output(line, first, given, words);
    else this.#layer(line, first, given, words);
  }

  #checkName(line: number, { text, column }: Word): void {
    if (!NAME.test(text)) throw new TextError(line, column, `"${text}" is no name; names are letters, digits and underscores and start with a letter.`);
    if (this.#known.has(text)) throw new TextError(line, column, `the name "${text}" is taken by line ${this.lineOf.get(text)!}.`);
  }

  #add(line: number, name: string): void {
    this.#known.add(name);
    this.lineOf.set(name, line);
    this.#before = name;
  }

  #input(line: number, first: Word, given: Word | null, words: readonly Word[]): void {
    const [word, extra] = words;
    if (word === undefined || !/^\d+(?:x\d+){0,3}$/.test(word.text)) throw new TextError(line, (word ?? first).column, 'an input needs the shape of a row: numbers with x between them, such as 28x28x1.');
    const shape = word.text.split('x').map(Number);
    if (shape.some((side) => side < 1 || side > 1e9)) throw new TextError(line, word.column, `the sides of an input are at least 1 and at most 1,000,000,000; they are ${shape.join(' × ')}.`);
    if (extra !== undefined) throw new TextError(line, extra.column, `nothing belongs after the shape of an input, and "${extra.text}" stands there.`);
    if (this.layers.length > 0) throw new TextError(line, first.column, 'inputs belong above all layers.');
    const name = given?.text ?? freeName('input', this.#known);
    this.inputs.push({ name, shape });
    this.#add(line, name);
  }

  #output(line: number, first: Word, given: Word | null, words: readonly Word[]): void {
    if (given !== null) throw new TextError(line, given.column, 'an output has no name of its own; it names the layers that come out.');
    if (words.length === 0) throw new TextError(line, first.column, 'the names of the layers that come out belong after "output".');
    if (this.outputs !== null) throw new TextError(line, first.column, 'there is a line of outputs already; name all of them in it.');
    for (const word of words) if (!this.#known.has(word.text)) throw new TextError(line, word.column, `there is no layer "${word.text}" above${hint(word.text, this.#known) || '.'}`);
    this.outputs = words.map((word) => word.text);
  }

  #layer(line: number, first: Word, given: Word | null, words: readonly Word[]): void {
    const bend = isActivation(first.text) && !isLayerKind(first.text);
    const kindName = bend ? 'activation' : KIND_BY_WORD.get(first.text.toLowerCase());
    if (kindName === undefined) throw new TextError(line, first.column, `there is no layer "${first.text}"${hint(first.text, [...KINDS, ...LAYER_ACTIVATIONS, 'input', 'output']) || `; there are ${KINDS.join(', ')}.`}`);
    if (this.#before === null) throw new TextError(line, first.column, 'the shape of a row comes first: a line such as "input 28x28x1".');
    if (this.outputs !== null) throw new TextError(line, first.column, 'layers belong above the line of outputs.');
    const kind = kindOf(kindName);
    const reader = new LineReader(line, this.#known);
    reader.read(kind, bend ? [first, ...words] : words);
    const { inputs } = reader;
    // One name for a layer that takes two or more: the layer before is the other.
    const all = inputs.length < kind.inputs[0] ? [this.#before, ...inputs] : inputs.length === 0 ? [this.#before] : inputs;
    const name = given?.text ?? freeName(kindName, this.#known);
    try {
      checkInputs(kindName, all, `${kindName} "${name}"`, this.#known);
      this.layers.push(layerOf({ kind: kindName, name, inputs: all, trainable: reader.trainable, settings: reader.settings, layer: reader.layer }, `${kindName} "${name}"`));
    } catch (thrown) {
      if (thrown instanceof StudioError) throw new TextError(line, first.column, thrown.message);
      throw thrown;
    }
    this.#add(line, name);
  }

  network(lines: number): Network {
    if (this.inputs.length === 0) throw new TextError(lines, 1, 'there is no input; start with a line such as "input 28x28x1".');
    return { version: 2, inputs: this.inputs, layers: this.layers, outputs: this.outputs ?? [this.#before!] };
  }
}

/**
 * A network from its text: one line a layer, such as `conv2d 16 3x3 same relu`; `a = dense 64` names it, `add a b` merges, `from a` takes another than the
 * line before. See docs/help. Throws TextError with line and column.
 */
export function parseText(text: string): ParsedText {
  const reader = new NetworkReader();
  const lines = text.split(/\r?\n/);
  for (const [i, line] of lines.entries()) reader.line(i + 1, line);
  return { network: reader.network(lines.length), lineOf: reader.lineOf };
}
