import { sayDate } from '../../../../frame/date.ts';
import type { Cells } from '../../../../frame/views.ts';

export const PAGE_ROWS = 128;
export const PAGE_COLUMNS = 24;
/** About 50 screens of a wide table. */
const KEPT = 400;

/** A block of cells: what one request brings. */
export interface PageName {
  readonly rowPage: number;
  readonly columnPage: number;
}
export const pageKey = (page: PageName): string => `${page.rowPage}:${page.columnPage}`;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Pages that hold any cell of the window, nearest to its middle first. */
export function pagesOf(rows: Range, columns: Range): readonly PageName[] {
  if (rows.end <= rows.start || columns.end <= columns.start) return [];
  const pages: PageName[] = [];
  for (let rowPage = Math.floor(rows.start / PAGE_ROWS); rowPage * PAGE_ROWS < rows.end; rowPage++) {
    for (let columnPage = Math.floor(columns.start / PAGE_COLUMNS); columnPage * PAGE_COLUMNS < columns.end; columnPage++) pages.push({ rowPage, columnPage });
  }
  const middle = (rows.start + rows.end) / 2 / PAGE_ROWS - 0.5;
  return pages.sort((a, b) => Math.abs(a.rowPage - middle) - Math.abs(b.rowPage - middle));
}

/** Blocks by name, least recently used dropped first. */
export class PageCache {
  readonly #pages = new Map<string, readonly Cells[]>();

  /** For drawing: reading does not count as use. */
  peek(key: string): readonly Cells[] | undefined {
    return this.#pages.get(key);
  }

  /** Counts as used now; false where there is no such page. */
  touch(key: string): boolean {
    const page = this.#pages.get(key);
    if (page === undefined) return false;
    this.#pages.delete(key);
    this.#pages.set(key, page);
    return true;
  }

  put(key: string, cells: readonly Cells[]): void {
    this.#pages.set(key, cells);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= KEPT) break;
      this.#pages.delete(oldest);
    }
  }
}

/** The cell as text: `null` is missing, `undefined` not here yet. */
export type Shown = { readonly text: string; readonly numeric: boolean } | null | undefined;

/** Decimals that show the first numbers of a column in full, at most 4; points then stand under points. */
export function decimalsOf(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < Math.min(values.length, 100); i++) {
    const v = values[i]!;
    if (!Number.isFinite(v) || Number.isInteger(v)) continue;
    const text = String(v);
    if (text.includes('e')) return 4;
    most = Math.max(most, text.length - text.indexOf('.') - 1);
  }
  return Math.min(most, 4);
}

export function showNumber(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const text = size !== 0 && (size >= 1e12 || size < 10 ** -decimals / 2) && !(Number.isInteger(value) && size < 1e15) ? value.toExponential(3) : value.toFixed(decimals);
  return text.replaceAll('-', '−');
}

export function showCell(cells: Cells | undefined, index: number, decimals: number): Shown {
  if (cells === undefined) return undefined;
  if (cells.kind === 'text') {
    const text = cells.values[index];
    return text === undefined ? undefined : text === null ? null : { text, numeric: false };
  }
  const value = cells.values[index];
  if (value === undefined) return undefined;
  if (Number.isNaN(value)) return null;
  return { text: cells.kind === 'date' ? sayDate(value) : showNumber(value, decimals), numeric: cells.kind === 'number' };
}
