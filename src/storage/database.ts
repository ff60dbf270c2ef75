import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { guarded, StorageError } from './errors.ts';
import type { DocumentHead, Patch } from './types.ts';

/** Schema of the database and of what is in it. A page never opens, and never writes over, what a newer one made. */
export const SCHEMA = 1;

export interface StoredVersion {
  readonly id: string;
  readonly revision: number;
  readonly schema: number;
  readonly savedAt: string;
  readonly document: unknown;
}

interface Tables extends DBSchema {
  manifest: { key: string; value: { readonly id: string; readonly head: DocumentHead; readonly revision: number; readonly schema: number } };
  versions: { key: [string, number]; value: StoredVersion };
  journal: { key: number; value: { readonly id: string; readonly revision: number; readonly patch: Patch }; indexes: { id: string } };
  sidecars: { key: string; value: unknown };
  records: { key: [string, string]; value: { readonly bytes: Uint8Array; readonly at: number } };
  meta: { key: string; value: unknown };
}
export type Database = IDBPDatabase<Tables>;

/** Opens once and again after the browser has closed the connection; steps aside for a newer page. */
export function createConnection(name: string, schema = SCHEMA): () => Promise<Database> {
  let open: Promise<Database> | null = null;
  let superseded = false;
  return () => {
    if (superseded) return Promise.reject(new StorageError('newer', 'A newer version of Tablab was opened in another tab and has taken over the stored studies. Reload this page; what was saved is kept.'));
    open ??= guarded('studies', () => openDB<Tables>(name, schema, {
      upgrade(db, from) {
        if (from >= 1) return;
        db.createObjectStore('manifest', { keyPath: 'id' });
        db.createObjectStore('versions', { keyPath: ['id', 'revision'] });
        db.createObjectStore('journal', { autoIncrement: true }).createIndex('id', 'id');
        db.createObjectStore('sidecars');
        db.createObjectStore('records');
        db.createObjectStore('meta');
      },
      blocking(_current, _blocked, event) {
        superseded = true;
        open = null;
        (event.target as IDBDatabase).close();
      },
      terminated() {
        open = null;
      },
    })).catch((thrown: unknown) => {
      open = null;
      throw thrown;
    });
    return open;
  };
}
