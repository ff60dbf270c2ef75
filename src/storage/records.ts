import type { Database } from './database.ts';
import { guarded } from './errors.ts';
import type { Records } from './types.ts';

const WORDS: Readonly<Record<string, string>> = { result: 'the result', checkpoint: 'the checkpoint', profile: 'the profile' };

/** Replaceable bytes in IndexedDB: a write that fails leaves what was there. */
export function createRecords(connect: () => Promise<Database>, now: () => number): Records {
  const what = (kind: string): string => WORDS[kind] ?? kind;
  return {
    read: (kind, key) => guarded(what(kind), async () => (await (await connect()).get('records', [kind, key]))?.bytes ?? null),
    has: (kind, key) => guarded(what(kind), async () => (await (await connect()).getKey('records', [kind, key])) !== undefined),
    write: (kind, key, bytes) => guarded(what(kind), async () => {
      await (await connect()).put('records', { bytes, at: now() }, [kind, key]);
    }),
    remove: (kind, key) => guarded(what(kind), async () => {
      await (await connect()).delete('records', [kind, key]);
    }),
  };
}
