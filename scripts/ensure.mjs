// Installs what a bare machine lacks: npm packages, and a Chromium for the browser tests.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The nearest folder with the package file: benchmarks carry this module into dist/. */
function projectRoot() {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package-lock.json'))) folder = dirname(folder);
  return folder;
}

export const root = projectRoot();
const path = (name) => join(root, name);

/** Packages are current when the lock file is the one they were installed from. */
export function ensurePackages() {
  const stamp = path('node_modules/.installed-from');
  const lock = readFileSync(path('package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('Installing packages …');
  // Not `npm ci`: it refuses a lock written where a registry lacks some platforms' optional binaries.
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Both would fetch binaries that nothing here needs.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    shell: process.platform === 'win32',
  });
  writeFileSync(stamp, lock);
}

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const found = () => [process.env.CHROMIUM_PATH, ...CANDIDATES].find((p) => p && existsSync(p)) ?? null;

/** Path of a Chromium: one that is there, Debian's, or Playwright's own (`null`: Playwright finds it). */
export function ensureBrowser() {
  const there = found();
  if (there) return there;
  console.error('No Chromium found. Installing one …');
  const apt = spawnSync('sh', ['-c', 'command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (apt.status === 0 && found()) return found();
  const own = spawnSync('npx', ['playwright', 'install', '--with-deps', 'chromium'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (own.status === 0) return null;
  throw new Error('No Chromium could be installed. Install one and set CHROMIUM_PATH to it.');
}

/** Runs a step with its output shown; true if it went well. */
export function run(command, args, env = {}) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env }, shell: process.platform === 'win32' }).status === 0;
}
export const node = (args, env) => run(process.execPath, args, env);
export const vite = (args, env) => node(['node_modules/vite/bin/vite.js', ...args], env);
