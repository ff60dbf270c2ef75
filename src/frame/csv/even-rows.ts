import type { Batch } from './batches.ts';
import type { Finding } from './issues.ts';

export interface EvenBatch extends Batch {
  /** The header was among these rows and has been taken off. */
  readonly headerSeen: boolean;
}

/**
 * The rows with `width` cells each: short ones padded with empty cells, long ones listed with what stands beyond the last
 * column (empty cells there are nothing), blank lines left out; the first row too where it is the header.
 */
export function evenRows(batch: Batch, width: number, header: boolean, found: { readonly short: Finding; readonly long: Finding; readonly blank: Finding }): EvenBatch {
  const { rows } = batch;
  const clean = !header && rows.every((row) => row.length === width && (width > 1 || row[0] !== ''));
  if (clean) return { ...batch, headerSeen: false };
  const kept: string[][] = [];
  const from: number[] = [];
  let skip = header;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    if (row.length === 1 && row[0]!.trim() === '') {
      found.blank.add(batch.lineOf(k), '');
      continue;
    }
    if (skip) {
      skip = false;
      continue;
    }
    if (row.length < width) {
      found.short.add(batch.lineOf(k), row.join(' | '));
      while (row.length < width) row.push('');
    } else if (row.length > width && row.slice(width).some((cell) => cell.trim() !== '')) found.long.add(batch.lineOf(k), row.join(' | '));
    kept.push(row);
    from.push(k);
  }
  return { rows: kept, lineOf: (k) => batch.lineOf(from[k]!), headerSeen: header && !skip };
}
