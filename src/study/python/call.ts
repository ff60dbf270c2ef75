import { defaultsOf, type ParamSchema, type ParamValue, type ParamValues } from '../../engine/core/params.ts';
import { literal, snake } from './literal.ts';

const same = (a: ParamValue | undefined, b: ParamValue): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `feature_range[0]`: the first of a pair that is one argument there and two parameters here. */
const PLACE = /^(\w+)\[(\d)\]$/;

/**
 * Keyword arguments that differ from the defaults, named as the reference library names them, and those in `always`, whose
 * default is another there. A parameter that counts only beside certain others is written whenever it counts.
 */
export function keywords(schema: ParamSchema, params: ParamValues, always: readonly string[] = []): readonly string[] {
  const all: ParamValues = { ...defaultsOf(schema), ...params };
  const pairs = new Map<string, { readonly values: string[]; written: boolean }>();
  const args = Object.entries(schema).flatMap(([key, param]) => {
    const leaf = param.kind === 'nullable' ? param.of : param;
    const value = all[key];
    if (value === undefined || leaf.python === null || leaf.kind === 'columns') return [];
    const counts = Object.entries(leaf.when ?? {}).every(([other, values]) => values.some((v) => same(all[other], v)));
    const written = counts && (leaf.when !== undefined || always.includes(key) || !same(value, param.default));
    const place = PLACE.exec(leaf.python ?? '');
    if (place !== null) {
      const pair = pairs.get(place[1]!) ?? { values: [], written: false };
      pair.values[Number(place[2])] = literal(value);
      pairs.set(place[1]!, { values: pair.values, written: pair.written || written });
      return [];
    }
    return written ? [`${leaf.python ?? snake(key)}=${literal(value)}`] : [];
  });
  return [...args, ...[...pairs].filter(([, pair]) => pair.written).map(([name, pair]) => `${name}=(${pair.values.join(', ')})`)];
}

/** Collects `from module import name` lines. */
export class Imports {
  readonly #names = new Map<string, Set<string>>();

  add(module: string, ...names: readonly string[]): void {
    const set = this.#names.get(module) ?? new Set();
    for (const name of names) set.add(name);
    this.#names.set(module, set);
  }

  lines(): readonly string[] {
    return [...this.#names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([module, names]) => `from ${module} import ${[...names].sort().join(', ')}`);
  }
}
