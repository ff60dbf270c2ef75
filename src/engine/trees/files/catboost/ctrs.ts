import { StudioError } from '../../../core/errors.ts';
import { type LookupColumn, type LookupPart, statesOf } from '../derived.ts';
import type { Part } from '../part.ts';
import { combineHash, MISSING_HASH } from './city-hash.ts';
import { codeOf, type Columns } from './columns.ts';

/** More combinations than this are not laid out in a table. */
const MOST_STATES = 1_000_000;

/** What training saw of each combination: its counts by class, its total, or its mean. */
interface Seen {
  readonly byHash: ReadonlyMap<string, Float64Array>;
  readonly denominator: number;
}

function readSeen(part: Part): Seen {
  const stride = part.at('hash_stride').integer(2, 100_000);
  const list = part.at('hash_map').list();
  if (list.length % stride !== 0) throw part.at('hash_map').bad(`should have a multiple of ${stride} entries and has ${list.length}.`);
  const byHash = new Map<string, Float64Array>();
  for (let at = 0; at < list.length; at += stride) byHash.set(list[at]!.text(), Float64Array.from({ length: stride - 1 }, (_, i) => list[at + 1 + i]!.number()));
  // The mark of an empty place.
  byHash.delete('18446744073709551615');
  return { byHash, denominator: part.at('counter_denominator').number() };
}

type Type = 'Borders' | 'Buckets' | 'BinarizedTargetMeanValue' | 'FloatTargetMeanValue' | 'Counter' | 'FeatureFreq';
const TYPES: readonly string[] = ['Borders', 'Buckets', 'BinarizedTargetMeanValue', 'FloatTargetMeanValue', 'Counter', 'FeatureFreq'] satisfies readonly Type[];

/** What is divided by what, before the prior. */
function fraction(type: Type, seen: Float64Array | undefined, border: number, denominator: number): readonly [number, number] {
  const sum = (from: number): number => (seen ?? new Float64Array(0)).reduce((total, v, i) => (i >= from ? total + v : total), 0);
  switch (type) {
    case 'Counter': case 'FeatureFreq': return [seen?.[0] ?? 0, denominator];
    case 'BinarizedTargetMeanValue': case 'FloatTargetMeanValue': return [seen?.[0] ?? 0, seen?.[1] ?? 0];
    case 'Buckets': return [seen?.[border] ?? 0, sum(0)];
    default: return [sum(border + 1), sum(0)];
  }
}

function readParts(ctr: Part, { floats, cats, hashes }: Columns): readonly LookupPart[] {
  return ctr.at('elements').list(64).map((element): LookupPart => {
    const kind = element.at('combination_element').text();
    if (kind === 'float_feature') {
      const { column, missingAbove } = floats[element.at('float_feature_index').integer(0, floats.length - 1)]!;
      return { kind: 'above', column, border: Math.fround(element.at('border').number()), missing: missingAbove };
    }
    const column = cats[element.at('cat_feature_index').integer(0, cats.length - 1)]!;
    if (kind === 'cat_feature_value') return { kind: 'category', column, names: hashes[column]!.length };
    if (kind === 'cat_feature_exact_value') return { kind: 'equals', column, code: codeOf(hashes[column]!, element.at('value').integer(-(2 ** 31), 2 ** 32 - 1) | 0) };
    throw element.at('combination_element').bad(`is "${kind.slice(0, 40)}", which is not known.`);
  });
}

/** For every state of the parts, the hash under which the file keeps what it saw; `null` where it saw none. */
function* statesHashes(parts: readonly LookupPart[], hashes: Columns['hashes'], sofar = 0n, at = 0, known = true): Generator<string | null> {
  const part = parts[at];
  if (part === undefined) {
    yield known ? sofar.toString() : null;
    return;
  }
  for (let state = 0; state < statesOf(part); state++) {
    const own = part.kind === 'category' ? hashes[part.column]! : [0, 1];
    const hash = part.kind === 'category' && state === own.length + 1 ? MISSING_HASH : own[state];
    yield* statesHashes(parts, hashes, hash === undefined ? 0n : combineHash(sofar, hash), at + 1, known && hash !== undefined);
  }
}

/** The statistics of categories (`features_info.ctrs`, `ctr_data`) as tables, and the splits' numbers in their order. */
export function readCtrs(info: Part, root: Part, columns: Columns): { readonly lookups: readonly LookupColumn[]; readonly splits: readonly { readonly lookup: number; readonly border: number }[] } {
  if (!info.has('ctrs')) return { lookups: [], splits: [] };
  const seen = new Map<string, Seen>();
  const splits: { lookup: number; border: number }[] = [];
  const lookups = info.at('ctrs').list(100_000).map((ctr, at): LookupColumn => {
    const type = ctr.at('ctr_type').text() as Type;
    if (!TYPES.includes(type)) throw ctr.at('ctr_type').bad(`is "${type.slice(0, 40)}", which is not known.`);
    const parts = readParts(ctr, columns);
    const states = parts.reduce((product, part) => product * statesOf(part), 1);
    if (states > MOST_STATES) throw new StudioError('limit', `This CatBoost model combines columns with ${states.toLocaleString('en')} combinations of categories; at most ${MOST_STATES.toLocaleString('en')} are read.`);
    const key = ctr.at('identifier').text();
    const data = seen.get(key) ?? readSeen(root.at('ctr_data').at(key));
    seen.set(key, data);
    const [border, prior, priorBelow, shift, scale] = [
      ctr.at('target_border_idx').integer(0, 100_000), ctr.at('prior_numerator').number(), ctr.at('prior_denomerator').number(), ctr.at('shift').number(), ctr.at('scale').number(),
    ];
    const list = ctr.at('borders');
    for (const value of list.floats(list.length)) splits.push({ lookup: at, border: value });
    const table = Float64Array.from(statesHashes(parts, columns.hashes), (hash) => {
      const [above, below] = fraction(type, hash === null ? undefined : data.byHash.get(hash), border, data.denominator);
      // CatBoost computes in single precision.
      return Math.fround(Math.fround(Math.fround(Math.fround(above + prior) / Math.fround(below + priorBelow)) + shift) * scale);
    });
    return { kind: 'lookup', name: nameOf(parts, columns, type, border, prior), parts, table };
  });
  return { lookups, splits };
}

function nameOf(parts: readonly LookupPart[], { columns, categories }: Columns, type: Type, border: number, prior: number): string {
  const said = parts.map((part) => {
    const { name } = columns[part.column]!;
    if (part.kind === 'above') return `${name} > ${part.border}`;
    return part.kind === 'equals' ? `${name} = ${categories[part.column]?.[part.code] ?? '?'}` : name;
  });
  return `${said.join(' × ')}, ${type}${type === 'Borders' || type === 'Buckets' ? ` ${border}` : ''} (prior ${prior})`;
}
