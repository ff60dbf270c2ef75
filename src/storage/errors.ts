/** A failure in the shape the engine's errors have; storage knows nothing above it, so it is recognised by its fields. */
export class StorageError extends Error {
  readonly code = 'storage' as const;
  readonly at: Readonly<Record<string, never>> = {};
  /** What happened, for code that reacts to it. */
  readonly reason: 'quota' | 'conflict' | 'newer' | 'unavailable' | 'damaged' | 'failed';

  constructor(reason: StorageError['reason'], message: string) {
    super(message);
    this.name = 'StorageError';
    this.reason = reason;
  }
}

const nameOf = (thrown: unknown): string => (typeof thrown === 'object' && thrown !== null && 'name' in thrown ? String(thrown.name) : '');

/** What the browser threw, as a sentence: what was being done, what went wrong, what stays, what to do. */
export function storageError(thrown: unknown, doing: string): StorageError {
  if (thrown instanceof StorageError) return thrown;
  const name = nameOf(thrown);
  if (name === 'QuotaExceededError') {
    return new StorageError('quota', `There is no room left in this browser's storage for ${doing}. What was saved before is still there. Delete studies you no longer need, or free space on this device, and try again.`);
  }
  if (name === 'VersionError') {
    return new StorageError('newer', 'A newer version of Tablab has saved studies in this browser. Reload this page to use it; nothing was overwritten.');
  }
  if (name === 'InvalidStateError' || name === 'SecurityError' || name === 'UnknownError') {
    return new StorageError('unavailable', `This browser's storage does not answer (${name}) while keeping ${doing}. It may be blocked in a private window. Keep this tab open, export the study file, and reload.`);
  }
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return new StorageError('failed', `Keeping ${doing} did not work: ${text} What was saved before is still there.`);
}

/** Runs something of the browser's storage, with its failures as sentences. */
export async function guarded<T>(doing: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    throw storageError(thrown, doing);
  }
}
