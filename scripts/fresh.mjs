// Is a build newer than everything it was made from?
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const SOURCES = ['src', 'public', 'docs', 'index.html', 'inspector.html', 'vite.config.ts', 'package-lock.json'];

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

export function isFresh(output) {
  const file = join(root, output);
  return existsSync(file) && statSync(file).mtimeMs > Math.max(...SOURCES.map((s) => newest(join(root, s))));
}
