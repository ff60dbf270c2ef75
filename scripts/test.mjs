// npm test: installs what is missing and runs everything. Goes on after a failure, so that one run shows all.
import { ensureBrowser, ensurePackages, node, vite } from './ensure.mjs';

ensurePackages();
const browser = ensureBrowser();
const tsc = 'node_modules/typescript7/bin/tsc';
const only = process.argv.slice(2);

const steps = [
  ['types', () => node([tsc, '-p', 'tsconfig.engine.json']) && node([tsc, '-p', 'tsconfig.json'])],
  ['lint', () => node(['node_modules/oxlint/bin/oxlint', '--deny-warnings'])],
  ['layers', () => node(['scripts/layers.mjs'])],
  ['registry', () => node(['scripts/registry.mjs', '--check'])],
  ['kernels', () => node(['scripts/kernels.mjs', '--check'])],
  ['unit', () => node(['node_modules/vitest/vitest.mjs', 'run'])],
  ['build', () => vite(['build', '--logLevel', 'warn']) && vite(['build', '--ssr', 'src/cli/main.ts', '--outDir', 'dist/cli', '--logLevel', 'warn'])],
  ['size', () => node(['scripts/size.mjs'])],
  ['browser', () => node(['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts'], browser ? { CHROMIUM_PATH: browser } : {})],
].filter(([name]) => only.length === 0 || only.includes(name));

const failed = [];
for (const [name, step] of steps) {
  const start = performance.now();
  const ok = step();
  if (!ok) failed.push(name);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - start) / 1000).toFixed(0)} s)`);
}
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
console.log(`${steps.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
