import type { Part } from '../part.ts';

/**
 * Names of categories by column (`gradient_booster.model.cats` of XGBoost 3.1 and later): texts as offsets into bytes, or
 * numbers. `null` where the file has none for a column.
 */
export function readCategories(model: Part, columns: number): readonly (readonly string[] | null)[] {
  const none = Array.from({ length: columns }, () => null);
  if (!model.has('cats')) return none;
  const list = model.at('cats').at('enc').list();
  if (list.length === 0) return none;
  if (list.length !== columns) throw model.at('cats').at('enc').bad(`should have ${columns} entries and has ${list.length}.`);
  return list.map((entry): readonly string[] | null => {
    const values = entry.at('values');
    if (!entry.has('offsets')) return Array.from(values.numbers(values.length), String);
    const offsets = entry.at('offsets');
    if (offsets.length === 0) return null;
    const places = offsets.integers(offsets.length, 0, values.length);
    const bytes = Uint8Array.from(values.integers(values.length, -128, 255));
    if (places.some((place, c) => c > 0 && place < places[c - 1]!)) throw offsets.bad('should rise.');
    // XGBoost 3.1 and 3.2 count letters where they should count bytes: names that are not ASCII are cut, and the file has lost them.
    if (bytes.some((byte) => byte > 127)) return null;
    return Array.from({ length: places.length - 1 }, (_, c) => String.fromCharCode(...bytes.subarray(places[c]!, places[c + 1]!)));
  });
}

/** Whether XGBoost finds the names again: it does not where one is not ASCII. Codes are then codes. */
export const keepsNames = (categories: readonly (readonly string[] | null)[]): boolean => categories.every((names) => names === null || names.every((name) => /^[\u0020-\u007e]*$/.test(name)));

/** The same as XGBoost writes it. */
export function writeCategories(categories: readonly (readonly string[] | null)[]): { readonly enc: readonly { readonly offsets: readonly number[]; readonly values: readonly number[] }[]; readonly feature_segments: readonly number[]; readonly sorted_idx: readonly number[] } {
  if (categories.every((names) => names === null) || !keepsNames(categories)) return { enc: [], feature_segments: [], sorted_idx: [] };
  const segments = [0];
  const sorted: number[] = [];
  const enc = categories.map((names) => {
    if (names === null) {
      segments.push(segments.at(-1)!);
      return { offsets: [], values: [] };
    }
    segments.push(segments.at(-1)! + names.length);
    const texts = names.map((name) => new TextEncoder().encode(name));
    const offsets = [0];
    for (const text of texts) offsets.push(offsets.at(-1)! + text.length);
    const order = names.map((_, c) => c).sort((a, b) => compareBytes(texts[a]!, texts[b]!));
    sorted.push(...order);
    // Signed bytes, as XGBoost keeps them.
    return { offsets, values: texts.flatMap((text) => Array.from(Int8Array.from(text))) };
  });
  return { enc, feature_segments: segments, sorted_idx: sorted };
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
