import type { Database, StoredVersion } from './database.ts';
import { guarded, StorageError } from './errors.ts';
import type { DocumentStore } from './types.ts';

/** Versions kept besides the current one. */
const KEPT = 10;
/** The part of `navigator.locks` that saving needs. */
export interface Locks {
  request<T>(name: string, run: () => Promise<T>): Promise<T>;
}

/** Every version of a document with this id, whatever its revision. */
const allOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

/** Documents in IndexedDB: versions by revision, a manifest that says which is current, a journal of edits since. */
export function createDocuments(connect: () => Promise<Database>, schema: number, locks: Locks | null): DocumentStore {
  const locked = <T>(run: () => Promise<T>): Promise<T> => (locks ? locks.request('tablab-manifest', run) : run());
  const newer = (id: string): StorageError => new StorageError('newer', `This study was saved by a newer version of Tablab (study ${id.slice(0, 8)}). Reload this page to use that version; nothing was overwritten.`);

  return {
    list: () => guarded('the list of studies', async () => {
      const entries = await (await connect()).getAll('manifest');
      return entries.map((e) => e.head).sort((a, b) => (a.savedAt < b.savedAt ? 1 : a.savedAt > b.savedAt ? -1 : 0));
    }),

    load: (id) => guarded('the study', async () => {
      const tx = (await connect()).transaction(['manifest', 'versions', 'journal']);
      const [entry, edits] = await Promise.all([tx.objectStore('manifest').get(id), tx.objectStore('journal').index('id').getAll(id)]);
      if (!entry) return null;
      if (entry.schema > schema) throw newer(id);
      const version = await tx.objectStore('versions').get([id, entry.revision]);
      if (!version) throw new StorageError('damaged', `The study "${entry.head.name}" is listed but its content is missing. Open its study file, or an earlier version.`);
      const patches = edits.filter((e) => e.revision === entry.revision).map((e) => e.patch);
      return { document: Object.assign({}, version.document, ...patches), revision: entry.revision, schema: entry.schema };
    }),

    save: (head, document, expected) => guarded('the study', () => locked(async () => {
      const tx = (await connect()).transaction(['manifest', 'versions', 'journal'], 'readwrite', { durability: 'strict' });
      const { id } = head;
      const manifest = tx.objectStore('manifest');
      const versions = tx.objectStore('versions');
      const journal = tx.objectStore('journal');
      try {
        const entry = await manifest.get(id);
        if (entry && entry.schema > schema) throw newer(id);
        if ((entry?.revision ?? 0) !== expected) throw new StorageError('conflict', 'This study was changed in another tab; the version saved there stays. Reload this page to go on from it.');
        const revision = expected + 1;
        await versions.put({ id, revision, schema, savedAt: head.savedAt, document });
        await manifest.put({ id, head, revision, schema });
        for (const key of await journal.index('id').getAllKeys(id)) await journal.delete(key);
        for (const key of await versions.getAllKeys(allOf(id))) if (key[1] < revision - KEPT) await versions.delete(key);
        await tx.done;
        return revision;
      } catch (thrown) {
        await abandon(tx);
        throw thrown;
      }
    })),

    append: (id, revision, patch) => guarded('the latest edit', async () => {
      await (await connect()).put('journal', { id, revision, patch });
    }),

    versions: (id) => guarded('earlier versions', async () => {
      const db = await connect();
      const current = (await db.get('manifest', id))?.revision ?? 0;
      const all: readonly StoredVersion[] = await db.getAll('versions', allOf(id));
      return all.filter((v) => v.revision < current).reverse().map(({ savedAt, revision, document }) => ({ savedAt, revision, document }));
    }),

    remove: (id) => guarded('the list of studies', () => locked(async () => {
      const tx = (await connect()).transaction(['manifest', 'versions', 'journal', 'sidecars', 'meta'], 'readwrite', { durability: 'strict' });
      await Promise.all([
        tx.objectStore('manifest').delete(id),
        tx.objectStore('versions').delete(allOf(id)),
        tx.objectStore('sidecars').delete(id),
      ]);
      for (const key of await tx.objectStore('journal').index('id').getAllKeys(id)) await tx.objectStore('journal').delete(key);
      if (await tx.objectStore('meta').get('last') === id) await tx.objectStore('meta').delete('last');
      await tx.done;
    })),

    readSidecar: (id) => guarded('the list of trainings', async () => (await (await connect()).get('sidecars', id)) ?? null),
    writeSidecar: (id, value) => guarded('the list of trainings', async () => {
      await (await connect()).put('sidecars', value, id);
    }),
    readLast: () => guarded('the last study', async () => {
      const last = await (await connect()).get('meta', 'last');
      return typeof last === 'string' ? last : null;
    }),
    writeLast: (id) => guarded('the last study', async () => {
      await (await connect()).put('meta', id, 'last');
    }),
  };
}

/** Ends a transaction that is not to be, so that nothing of it stays; one that has ended already is left alone. */
async function abandon(tx: { abort(): void; readonly done: Promise<void> }): Promise<void> {
  const ended = tx.done.then(() => null, () => null);
  try {
    tx.abort();
  } catch (thrown) {
    if (!(thrown instanceof Error && thrown.name === 'InvalidStateError')) throw thrown;
  }
  await ended;
}
