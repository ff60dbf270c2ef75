import { StudioError } from '../core/errors.ts';

/** The rows of every class, ascending; without classes, one group of all rows. */
export type Groups = readonly { readonly name: string | null; readonly rows: Uint32Array }[];

export function groupRows(rows: number, y: Float64Array | null, classes: readonly string[] | null): Groups {
  if (y === null) return [{ name: null, rows: Uint32Array.from({ length: rows }, (_, i) => i) }];
  if (y.length !== rows) throw new StudioError('internal', `The split was given ${y.length} labels for ${rows} rows.`);
  const byClass = new Map<number, number[]>();
  for (let i = 0; i < rows; i++) {
    const members = byClass.get(y[i]!);
    if (members) members.push(i);
    else byClass.set(y[i]!, [i]);
  }
  // In order of first appearance, as scikit-learn numbers them for stratified folds.
  return [...byClass].map(([label, members]) => ({ name: classes?.[label] ?? String(label), rows: Uint32Array.from(members) }));
}

/** A class must be able to stand on both sides of a stratified split. */
export function refuseRareClasses(groups: Groups, needed: number, purpose: string): void {
  const rare = groups.find((g) => g.name !== null && g.rows.length < needed);
  if (!rare) return;
  const has = rare.rows.length === 1 ? 'only 1 row' : `only ${rare.rows.length} rows`;
  throw new StudioError(
    'data',
    `The class "${rare.name}" has ${has}, and ${purpose} needs at least ${needed} of every class. Switch stratification off, or merge or remove that class.`,
    { param: 'stratify' },
  );
}
