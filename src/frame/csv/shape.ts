/** What the rows of a sample have in common. */
export interface Shape {
  /** The most frequent number of cells, blank lines aside. */
  readonly width: number;
  /** Share of the rows with that many. */
  readonly consistency: number;
}

export const isBlank = (row: readonly string[]): boolean => row.length === 1 && row[0]!.trim() === '';

export function shapeOf(rows: readonly (readonly string[])[]): Shape {
  const counts = new Map<number, number>();
  let total = 0;
  for (const row of rows) {
    if (isBlank(row)) continue;
    counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
    total++;
  }
  let width = 1;
  let most = 0;
  for (const [w, n] of counts) {
    if (n > most || (n === most && w > width)) {
      width = w;
      most = n;
    }
  }
  return { width, consistency: total === 0 ? 0 : most / total };
}
