import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import script from '../neural_peers.py?raw';
import type { Case } from './cases.ts';
import type { Measured } from './ours.ts';

export interface Peer {
  /** Seconds a step with PyTorch; `null` where Python has none. */
  readonly steps: (c: Case, steps: number) => Promise<Measured | null>;
  readonly close: () => void;
}

/** A Python that trains with PyTorch ($PYTHON, else python3). */
export function pytorch(threads: number): Peer {
  const file = join(mkdtempSync(join(tmpdir(), 'tablab-bench-')), 'peers.py');
  writeFileSync(file, script);
  const child = spawn(process.env['PYTHON'] ?? 'python3', [file, String(threads)], { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, OMP_NUM_THREADS: String(threads) } });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let gone = false;
  const end = (): void => { gone = true; };
  child.on('error', end).on('exit', end);
  child.stdin.on('error', end);
  return {
    async steps(c, steps) {
      if (gone) return null;
      child.stdin.write(`${JSON.stringify({ ...c, steps, rows: c.batch * 8 })}\n`);
      const { value, done } = await lines.next();
      return done === true ? null : (JSON.parse(value) as Measured | null);
    },
    close: () => void child.kill(),
  };
}
