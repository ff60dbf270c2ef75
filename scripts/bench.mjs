// npm run bench -- NAME [--json]: runs bench/NAME.ts (all without a name) from a production build and prints ratios.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensurePackages, root, vite } from './ensure.mjs';

ensurePackages();
const json = process.argv.includes('--json');
const known = readdirSync(join(root, 'bench')).filter((f) => f.endsWith('.ts')).map((f) => f.replace(/\.ts$/, ''));
const asked = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const unknown = asked.filter((a) => !known.includes(a));
if (unknown.length > 0) {
  console.error(`There is no benchmark "${unknown[0]}". There are: ${known.join(', ')}.`);
  process.exit(2);
}
const note = (text) => console.error(text);
const shown = (v, unit) => (unit ? `${v.toFixed(0)} ${unit}` : seconds(v));
const seconds = (s) => (s < 1 ? `${(s * 1000).toFixed(s < 0.01 ? 2 : 0)} ms` : `${s.toFixed(2)} s`);

for (const name of asked.length > 0 ? asked : known) {
  const out = 'dist/bench';
  mkdirSync(join(root, out), { recursive: true });
  if (!vite(['build', '--ssr', `bench/${name}.ts`, '--outDir', out, '--emptyOutDir', 'false', '--logLevel', 'error'])) process.exit(1);
  const { default: bench } = await import(pathToFileURL(join(root, out, `${name}.js`)).href);
  await bench({
    note,
    report({ case: what, ours, peer, peerName, goal, unit }) {
      const ratio = ours / peer;
      if (json) console.log(JSON.stringify({ bench: name, case: what, ours, peer, peerName, ratio, goal }));
      else console.log(`${name.padEnd(10)} ${what.padEnd(44)} ${shown(ours, unit).padStart(9)}  ${peerName} ${shown(peer, unit)}  ratio ${ratio.toFixed(2)} (goal ≤ ${goal}) ${ratio <= goal ? 'reached' : 'missed'}`);
    },
  });
}
