import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import script from '../trees_peers.py?raw';
import type { Answer, Fitter } from './answer.ts';
import type { Case } from './cases.ts';
import { heldRows } from './data.ts';
import { TREES } from './learners.ts';

/** A Python that fits with the native libraries ($PYTHON, else python3); those it has not are answered `null`. */
export function peers(folder: string, { rows, columns, threads }: Case): Fitter {
  writeFileSync(join(folder, 'peers.py'), script);
  const child = spawn(process.env['PYTHON'] ?? 'python3', [join(folder, 'peers.py'), folder, rows, heldRows(rows), columns, threads, TREES].map(String), { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, OMP_NUM_THREADS: String(threads) } });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let gone = false;
  const end = (): void => { gone = true; };
  child.on('error', end).on('exit', end);
  child.stdin.on('error', end);
  return {
    async fit(name) {
      if (gone) return null;
      child.stdin.write(`${name}\n`);
      const { value, done } = await lines.next();
      return done === true ? null : (JSON.parse(value) as Answer | null);
    },
    close: () => void child.kill(),
  };
}
