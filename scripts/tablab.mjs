#!/usr/bin/env node
// The command line; builds itself when it is missing or older than its sources. `TABLAB_BUILT=1` trusts what is there.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensurePackages, root } from './ensure.mjs';
import { isFresh } from './fresh.mjs';

const entry = 'dist/cli/main.js';
ensurePackages();
if (process.env.TABLAB_BUILT !== '1' && !isFresh(entry)) {
  const build = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--ssr', 'src/cli/main.ts', '--outDir', 'dist/cli', '--logLevel', 'error'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (build.status !== 0) process.exit(1);
}
const { status } = spawnSync(process.execPath, [join(root, entry), ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
