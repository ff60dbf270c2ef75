import { readFileSync, writeFileSync } from 'node:fs';

const kilobytes = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? NaN) * 1024;

/** Bytes by which this process grew at most while `work` ran; NaN where the system does not tell (it is Linux that does). */
export async function grownBy<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly bytes: number }> {
  globalThis.gc?.();
  let before = NaN;
  try {
    // Forgets the highest point so far.
    writeFileSync('/proc/self/clear_refs', '5');
    before = kilobytes('VmRSS');
  } catch {
    before = NaN;
  }
  const result = await work();
  return { result, bytes: Number.isNaN(before) ? NaN : kilobytes('VmHWM') - before };
}
