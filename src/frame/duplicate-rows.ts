import { hashBytes, hashKey, hashNumber, mix } from './hash.ts';
import { type Chunk, type Table, isMissing } from './table.ts';
import { type Watch, breather } from './watch.ts';

const MOST_ROWS = 20_000_000;

/**
 * How many rows repeat an earlier one in every column, missing cells counting as equal (pandas' `duplicated().sum()`); by
 * 53-bit hashes. `null` for more than 20 million rows.
 */
export async function duplicateRows(table: Table, watch: Watch = {}): Promise<number | null> {
  if (table.rows > MOST_ROWS) return null;
  const breathe = breather(watch);
  const keys = new Float64Array(table.rows);
  let row = 0;
  for (const chunk of table.chunks) {
    await breathe();
    keys.set(rowKeys(chunk), row);
    row += chunk.rows;
  }
  keys.sort();
  let repeated = 0;
  for (let i = 1; i < keys.length; i++) if (keys[i] === keys[i - 1]) repeated++;
  return repeated;
}

function rowKeys(chunk: Chunk): Float64Array {
  const high = new Uint32Array(chunk.rows);
  const low = new Uint32Array(chunk.rows);
  const pair = new Uint32Array(2);
  for (const column of chunk.columns) {
    for (let i = 0; i < chunk.rows; i++) {
      if (isMissing(column.missing, i)) pair.fill(0x5bf03635);
      else if (column.type === 'text') hashBytes(column.bytes, column.offsets[i]!, column.offsets[i + 1]!, pair);
      else hashNumber(column.type === 'category' ? column.codes[i]! : column.values[i]!, pair);
      mix(Math.imul(high[i]!, 31) + pair[0]!, Math.imul(low[i]!, 37) ^ pair[1]!, pair);
      high[i] = pair[0]!;
      low[i] = pair[1]!;
    }
  }
  return Float64Array.from(high, (h, i) => {
    pair[0] = h;
    pair[1] = low[i]!;
    return hashKey(pair);
  });
}
