import type { CheckpointPort } from '../engine/core/context.ts';
import type { Plain } from '../engine/core/plain.ts';
import { decode, encode } from './codec.ts';
import type { Ports } from './ports.ts';

/** Trainings save about once a second by themselves; what comes sooner is not worth its writing. */
const EVERY_MS = 900;

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
  const tell = (thrown: unknown): void => {
    if (!told) failed(thrown instanceof Error ? thrown.message : String(thrown));
    told = true;
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
      try {
        await records.write('checkpoint', key, encode(state));
      } catch (thrown) {
        tell(thrown);
      }
    },
    async clear() {
      try {
        await records.remove('checkpoint', key);
      } catch (thrown) {
        tell(thrown);
      }
    },
  };
}
