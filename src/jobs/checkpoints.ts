import type { CheckpointPort } from '../engine/core/context.ts';
import type { Plain } from '../engine/core/plain.ts';
import { decode, encode } from './codec.ts';
import type { Ports } from './ports.ts';

/** A crash may cost a second of training; what comes sooner than half of it is not worth its writing. */
const EVERY_MS = 400;

export interface Checkpoint extends CheckpointPort {
  /** Once there is a result, the way to it is forgotten. */
  clear(): Promise<void>;
}

/**
 * The checkpoint of one run, by its key. A checkpoint that cannot be read means starting afresh; one that cannot be
 * written is told to `failed`, once, and the training goes on.
 */
export function createCheckpoint({ records, now }: Pick<Ports, 'records' | 'now'>, key: string, failed: (why: string) => void): Checkpoint {
  let last = Number.NEGATIVE_INFINITY;
  let told = false;
  let next: Uint8Array | null = null;
  let writing: Promise<void> | null = null;
  const tell = (thrown: unknown): void => {
    if (!told) failed(thrown instanceof Error ? thrown.message : String(thrown));
    told = true;
  };
  const drain = async (): Promise<void> => {
    while (next !== null) {
      const bytes = next;
      next = null;
      await records.write('checkpoint', key, bytes).catch(tell);
    }
    writing = null;
  };
  return {
    async load() {
      try {
        const bytes = await records.read('checkpoint', key);
        return bytes ? (decode(bytes) as Plain) : null;
      } catch (thrown) {
        tell(thrown);
        return null;
      }
    },
    async save(state) {
      if (now() - last < EVERY_MS) return;
      last = now();
      // Training goes on while the disk writes; where the disk is the slower of the two, the latest state goes next.
      next = encode(state);
      writing ??= drain();
    },
    async clear() {
      next = null;
      await writing;
      try {
        await records.remove('checkpoint', key);
      } catch (thrown) {
        tell(thrown);
      }
    },
  };
}
