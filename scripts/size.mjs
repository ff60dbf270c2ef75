// First-load JavaScript, gzipped: the entry and everything it imports statically. Fails over the budget.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './ensure.mjs';

const BUDGET_KB = 300;
const dist = resolve(root, process.env['TABLAB_DIST'] ?? 'dist');
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const first = [...html.matchAll(/(?:src|href)="\/?((?:assets|theme)[^"]*\.js)"/g)].map((m) => m[1]);
const seen = new Set();
const visit = (file) => {
  if (seen.has(file)) return;
  seen.add(file);
  const source = readFileSync(join(dist, file), 'utf8');
  for (const [, name] of source.matchAll(/(?:import|from)\s*["']\.\/([^"']+\.js)["']/g)) visit(`assets/${name}`);
};
first.forEach(visit);
const bytes = [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
const kb = bytes / 1024;
console.log(`size: first load ${kb.toFixed(0)} KB gzip in ${seen.size} files (budget ${BUDGET_KB} KB)`);
process.exitCode = first.length === 0 || kb > BUDGET_KB ? 1 : 0;
