import { StudioError } from '../../engine/core/errors.ts';
import { decodeTable, encodeTable } from '../../frame/codec.ts';
import type { Table, TableInfo } from '../../frame/table.ts';
import type { Ports } from '../ports.ts';

/** Decoded tables that this worker has used lately. */
export interface Tables {
  get(hash: string): Promise<Table>;
  /** Keeps a table in storage and at hand. */
  put(table: Table): Promise<TableInfo>;
}

interface Held {
  readonly table: Promise<Table>;
  bytes: number;
}

/** Tables by hash; the least recently used are let go beyond a quarter of the memory budget. */
export function createTables({ blobs, memoryBudget }: Ports): Tables {
  const held = new Map<string, Held>();
  const limit = memoryBudget / 4;

  const hold = (hash: string, entry: Held): void => {
    held.delete(hash);
    held.set(hash, entry);
    let total = [...held.values()].reduce((sum, h) => sum + h.bytes, 0);
    for (const [old, { bytes }] of held) {
      if (total <= limit || old === hash) return;
      held.delete(old);
      total -= bytes;
    }
  };

  const read = async (hash: string, entry: () => Held): Promise<Table> => {
    const bytes = await blobs.get(hash);
    if (!bytes) throw new StudioError('storage', 'The data of this study is no longer in this browser. Open the file again, or a study file that has the data with it.');
    entry().bytes = bytes.byteLength;
    return decodeTable(bytes);
  };

  return {
    get(hash) {
      const known = held.get(hash);
      if (known) {
        hold(hash, known);
        return known.table;
      }
      const entry: Held = { table: read(hash, () => entry).catch((thrown: unknown) => {
        held.delete(hash);
        throw thrown;
      }), bytes: 0 };
      hold(hash, entry);
      return entry.table;
    },
    async put(table) {
      const bytes = encodeTable(table);
      const hash = await blobs.put(bytes);
      hold(hash, { table: Promise.resolve(table), bytes: bytes.byteLength });
      return { hash, rows: table.rows, columns: table.columns, bytes: bytes.byteLength };
    },
  };
}
