import { StudioError } from '../../core/errors.ts';
import type { ColumnBins } from './bins.ts';
import type { EbmState, EbmTerm } from './state.ts';

/** A change of one column's shape by hand. Bounds left out mean the ends. */
export interface ShapeEdit {
  readonly column: string;
  /** Number columns: bins whose middle lies between these. */
  readonly from?: number;
  readonly to?: number;
  /** Category columns: these categories; left out: all. */
  readonly categories?: readonly string[];
  /** The class whose score is meant, where there are several; left out: all. */
  readonly output?: string;
  /** `set` to a value, `add` one, or let the shape only `rise` or only `fall` (the nearest such shape). */
  readonly action: 'set' | 'add' | 'rise' | 'fall';
  readonly value?: number;
}

const ACTIONS = ['set', 'add', 'rise', 'fall'];

const fail = (why: string): never => {
  throw new StudioError('param', `The "edits" parameter must be a JSON list of changes of shapes, such as [{"column": "age", "from": 20, "to": 30, "action": "set", "value": 0}]. ${why}`, { param: 'edits' });
};

function checked(value: unknown): ShapeEdit {
  if (typeof value !== 'object' || value === null) return fail('Each change must be an object.');
  const edit = value as Readonly<Record<string, unknown>>;
  if (typeof edit['column'] !== 'string') return fail('A change lacks its "column".');
  if (!ACTIONS.includes(edit['action'] as string)) return fail(`The action of "${edit['column']}" must be one of ${ACTIONS.join(', ')}.`);
  for (const name of ['from', 'to', 'value']) if (edit[name] !== undefined && !Number.isFinite(edit[name])) return fail(`"${name}" of "${edit['column']}" must be a number.`);
  if ((edit['action'] === 'set' || edit['action'] === 'add') && edit['value'] === undefined) return fail(`"${edit['action']}" of "${edit['column']}" needs a "value".`);
  if (edit['output'] !== undefined && typeof edit['output'] !== 'string') return fail('"output" must be the name of a class.');
  if (edit['categories'] !== undefined && !(Array.isArray(edit['categories']) && edit['categories'].every((c) => typeof c === 'string'))) return fail('"categories" must be a list of names.');
  return value as ShapeEdit;
}

/** Reads the parameter; throws StudioError('param') with what is wrong. An empty text is no edits. */
export function parseEdits(text: string): readonly ShapeEdit[] {
  if (text.trim() === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('It is no JSON.');
  }
  return Array.isArray(value) ? value.map(checked) : fail('It is no list.');
}

/** Bins of the column that the edit is about; what is missing or was never seen is not touched. */
function binsOfEdit({ from = -Infinity, to = Infinity, categories }: ShapeEdit, { cuts, place, range }: ColumnBins, names: readonly string[] | null): readonly number[] {
  if (place !== null) {
    const wanted = categories === undefined ? null : new Set(categories);
    return [...new Set(names!.flatMap((name, code) => (wanted === null || wanted.has(name) ? [place[code]!] : [])))].sort((a, b) => a - b);
  }
  const edges = [range[0], ...cuts, range[1]];
  return Array.from({ length: cuts.length + 1 }, (_, b) => b + 1).filter((b) => {
    const middle = (edges[b - 1]! + edges[b]!) / 2;
    return middle >= from && middle <= to;
  });
}

/** The nearest rising sequence by weighted squares (pool adjacent violators). */
function rising(values: readonly number[], weights: readonly number[]): readonly number[] {
  const blocks: { mean: number; weight: number; count: number }[] = [];
  values.forEach((value, i) => {
    let block = { mean: value, weight: Math.max(weights[i]!, 1e-12), count: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.mean > block.mean; last = blocks.at(-1)) {
      blocks.pop();
      const weight = last.weight + block.weight;
      block = { mean: (last.mean * last.weight + block.mean * block.weight) / weight, weight, count: last.count + block.count };
    }
    blocks.push(block);
  });
  return blocks.flatMap(({ mean, count }) => new Array<number>(count).fill(mean));
}

function changed(term: EbmTerm, edit: ShapeEdit, bins: readonly number[], K: number, outputs: readonly number[]): EbmTerm {
  const scores = term.scores.slice();
  for (const k of outputs) {
    const now = bins.map((b) => scores[b * K + k]!);
    const weights = bins.map((b) => term.weight[b]!);
    const flip = edit.action === 'fall' ? -1 : 1;
    const next = edit.action === 'set' ? now.map(() => edit.value!) : edit.action === 'add' ? now.map((v) => v + edit.value!) : rising(now.map((v) => flip * v), weights).map((v) => flip * v);
    bins.forEach((b, i) => { scores[b * K + k] = next[i]!; });
  }
  return { ...term, scores };
}

/** The model with its shapes changed by hand, one edit after the other. Throws StudioError('param') where an edit names what is not there. */
export function applyEdits(state: EbmState, edits: readonly ShapeEdit[]): EbmState {
  let { terms } = state;
  for (const edit of edits) {
    const j = state.columns.indexOf(edit.column);
    if (j < 0) return fail(`There is no column "${edit.column}". There are ${state.columns.slice(0, 8).join(', ')}.`);
    const k = edit.output === undefined || state.outputs === 1 ? -1 : state.classes.indexOf(edit.output);
    if (edit.output !== undefined && state.outputs > 1 && k < 0) return fail(`There is no class "${edit.output}".`);
    const outputs = k < 0 ? Array.from({ length: state.outputs }, (_, at) => at) : [k];
    const bins = binsOfEdit(edit, state.main[j]!, state.categories[j] ?? null);
    terms = terms.map((term) => (term.columns.length === 1 && term.columns[0] === j ? changed(term, edit, bins, state.outputs, outputs) : term));
  }
  return { ...state, terms };
}
