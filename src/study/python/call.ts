import { defaultsOf, type ParamSchema, type ParamValue, type ParamValues } from '../../engine/core/params.ts';
import { literal, snake } from './literal.ts';

const same = (a: ParamValue | undefined, b: ParamValue): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Keyword arguments that differ from the defaults, named as the reference library names them. A parameter that counts only
 * beside certain others is written whenever it counts: the library's own default may be another there.
 */
export function keywords(schema: ParamSchema, params: ParamValues): readonly string[] {
  const all: ParamValues = { ...defaultsOf(schema), ...params };
  return Object.entries(schema).flatMap(([key, param]) => {
    const leaf = param.kind === 'nullable' ? param.of : param;
    const value = all[key];
    if (value === undefined || leaf.python === null || leaf.kind === 'columns') return [];
    const counts = Object.entries(leaf.when ?? {}).every(([other, values]) => values.some((v) => same(all[other], v)));
    if (!counts || (leaf.when === undefined && same(value, param.default))) return [];
    return [`${leaf.python ?? snake(key)}=${literal(value)}`];
  });
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
