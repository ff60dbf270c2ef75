import type { TableProfile } from '../../frame/profile.ts';
import { profileTable } from '../../frame/profile-table.ts';
import { decode, encode } from '../codec.ts';
import type { Ports } from '../ports.ts';
import type { Call } from '../protocol.ts';
import type { Tables } from './tables.ts';

/** Raised when a profile says more or something else than before. */
const VERSION = 1;
const AT_HAND = 8;

/** Profiles by table: made once, kept in storage; a record that cannot be read or written is made again. */
export function createProfiles({ records }: Ports, tables: Tables): (hash: string, call: Call) => Promise<TableProfile> {
  const held = new Map<string, TableProfile>();
  return async (hash, call) => {
    const known = held.get(hash);
    if (known) return known;
    const key = `${hash}-${VERSION}`;
    const kept = await records.read('profile', key).then((bytes) => (bytes ? (decode(bytes) as TableProfile) : null)).catch(() => null);
    const profile = kept ?? await profileTable(await tables.get(hash), call);
    held.set(hash, profile);
    for (const old of held.keys()) if (held.size > AT_HAND) held.delete(old);
    // A profile is made again in a second; what is in the way of keeping it is said where something is lost by it.
    if (!kept) await records.write('profile', key, encode(profile)).catch(() => null);
    return profile;
  };
}
