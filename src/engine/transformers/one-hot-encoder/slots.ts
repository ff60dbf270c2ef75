import { countCategories } from '../../transformers-shared/categories.ts';
import { type CategoryColumn, freeName } from '../../transformers-shared/columns.ts';

export interface Rules {
  readonly drop: 'none' | 'first' | 'if_binary';
  readonly minFrequency: number | null;
  readonly maxCategories: number | null;
  readonly handleUnknown: 'error' | 'ignore' | 'infrequent_if_exist';
  readonly handleMissing: 'category' | 'zeros';
}

/** Where the rows of one column go. A slot is a place in `outputs`; −1 is none of them (all 0). */
export type Slots = {
  readonly name: string;
  /** Categories seen in training, and the slot of each. */
  readonly categories: readonly string[];
  readonly slots: Int32Array;
  readonly outputs: readonly string[];
  /** Slot of a missing value; `null` where training saw none, so that it counts as unknown. */
  readonly missing: number | null;
  /** Slot of an unknown category; `null` refuses it. */
  readonly unknown: number | null;
};

/** Which categories are rare: by frequency first, then the rarest of what is too many; ties to the earlier (`_identify_infrequent`). */
function rareOnes(counts: readonly number[], rows: number, { minFrequency, maxCategories }: Rules): readonly boolean[] {
  const least = minFrequency === null ? 0 : minFrequency < 1 ? minFrequency * rows : minFrequency;
  const rare = counts.map((n) => n < least);
  const columns = rare.filter((r) => !r).length + 1;
  if (maxCategories === null || maxCategories >= columns) return rare;
  const ascending = counts.map((_, k) => k).sort((a, b) => counts[a]! - counts[b]! || a - b);
  for (const k of ascending.slice(0, counts.length - (maxCategories - 1))) rare[k] = true;
  return rare;
}

/** Learns one column. `taken` holds the names in use and gets the new ones. */
export function slotsOf(column: CategoryColumn, rules: Rules, taken: Set<string>): Slots {
  const { categories, missing } = countCategories(column);
  const asCategory = rules.handleMissing === 'category' && missing > 0;
  // The missing ones stand last, as NaN does among scikit-learn's categories.
  const levels = [...categories.map((c) => ({ wish: `${column.name}_${c.name}`, count: c.count })), ...(asCategory ? [{ wish: `${column.name}_missing`, count: missing }] : [])];
  const rows = rules.handleMissing === 'category' ? column.codes.length : column.codes.length - missing;
  const rare = rareOnes(levels.map((l) => l.count), rows, rules);
  const frequent = levels.map((_, k) => k).filter((k) => !rare[k]);
  const someRare = rare.includes(true);
  const wishes = [...frequent.map((k) => levels[k]!.wish), ...(someRare ? [`${column.name}_infrequent`] : [])];
  const dropsFirst = wishes.length > 0 && (rules.drop === 'first' || (rules.drop === 'if_binary' && wishes.length === 2));
  const shift = dropsFirst ? 1 : 0;
  const rareSlot = wishes.length - 1 - shift;
  const slotOf = (k: number): number => (rare[k] ? rareSlot : frequent.indexOf(k) - shift);
  const forUnknown = { error: null, ignore: -1, infrequent_if_exist: someRare ? rareSlot : -1 }[rules.handleUnknown];
  return {
    name: column.name,
    categories: categories.map((c) => c.name),
    slots: Int32Array.from(categories, (_, k) => slotOf(k)),
    outputs: wishes.slice(shift).map((wish) => freeName(wish, taken)),
    missing: rules.handleMissing === 'zeros' ? -1 : asCategory ? slotOf(levels.length - 1) : null,
    unknown: forUnknown,
  };
}
