/** The cell that keys act on; row −1 is the header. */
export interface Cursor {
  readonly row: number;
  readonly column: number;
}
interface Size {
  readonly rows: number;
  readonly columns: number;
  /** Rows in sight. */
  readonly page: number;
}
interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Where a key takes the cursor, kept inside the grid; `null` for keys that are not the grid's. */
export function moveCursor({ row, column }: Cursor, { key, ctrlKey, metaKey, altKey }: Key, { rows, columns, page }: Size): Cursor | null {
  if (altKey) return null;
  const far = ctrlKey || metaKey;
  const at = (r: number, c: number): Cursor => ({ row: Math.min(Math.max(r, -1), rows - 1), column: Math.min(Math.max(c, 0), columns - 1) });
  switch (key) {
    case 'ArrowUp': return far ? at(0, column) : at(row - 1, column);
    case 'ArrowDown': return far ? at(rows - 1, column) : at(row + 1, column);
    case 'ArrowLeft': return far ? at(row, 0) : at(row, column - 1);
    case 'ArrowRight': return far ? at(row, columns - 1) : at(row, column + 1);
    case 'PageUp': return at(Math.max(0, row - page), column);
    case 'PageDown': return at(row + page, column);
    case 'Home': return far ? at(0, 0) : at(row, 0);
    case 'End': return far ? at(rows - 1, columns - 1) : at(row, columns - 1);
    default: return null;
  }
}
