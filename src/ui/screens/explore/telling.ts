import type { TableProfile } from '../../../frame/profile.ts';
import type { DataSource } from '../../../study/schema.ts';

/**
 * Columns worth looking at first, best first: of images the pixels that differ most from picture to picture (the corners are
 * mostly empty); of other tables, in their own order, those that differ at all. Free text is left out.
 */
export function telling({ columns, image }: Pick<DataSource, 'columns' | 'image'>, profile: TableProfile): readonly string[] {
  const known = new Map(profile.columns.map((c) => [c.name, c]));
  const spread = (name: string): number => known.get(name)?.numeric?.sd ?? 0;
  const names = columns.filter((c) => c.type !== 'text' && (known.get(c.name)?.distinct ?? 0) > 1).map((c) => c.name);
  return image === null ? names : names.toSorted((a, b) => spread(b) - spread(a));
}
