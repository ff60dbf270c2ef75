import type { TreeEnsemble } from '../ensemble.ts';
import { codesOf, setOf } from './assemble.ts';

/** Category sets in other codes: for each column the new code of every old one, −1 for none; `null` for number columns. */
export function recodeSets(e: TreeEnsemble, codes: readonly (readonly number[] | null)[]): Pick<TreeEnsemble, 'set' | 'sets'> {
  const sets: number[] = [];
  const set = e.set.map((at, node) => {
    const own = at < 0 ? null : codes[e.feature[node]!];
    if (!own) return -1;
    const words = setOf(codesOf(e.sets, at).map((code) => own[code] ?? -1).filter((code) => code >= 0));
    sets.push(words.length, ...words);
    return sets.length - words.length - 1;
  });
  return { set, sets: Uint32Array.from(sets) };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Categories in alphabetical order, as pandas numbers them: for files that hold codes without names. */
export function sortCategories(e: TreeEnsemble): TreeEnsemble {
  const sorted = e.categories.map((names) => names && [...names].sort(byText));
  const codes = e.categories.map((names, j) => names && names.map((name) => sorted[j]!.indexOf(name)));
  return { ...e, ...recodeSets(e, codes), categories: sorted };
}
