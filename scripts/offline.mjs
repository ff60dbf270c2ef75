// Vite plugin: builds the service worker and gives it the list of all files of the build.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const NAME = 'service-worker.js';

/** @returns {import('vite').Plugin} */
export function offline() {
  return {
    name: 'tablab-offline',
    apply: (config, { isSsrBuild }) => config.build?.ssr === undefined && !isSsrBuild,
    buildStart() {
      if (this.meta.watchMode) return;
      this.emitFile({ type: 'chunk', id: 'src/app/service-worker.ts', fileName: NAME });
    },
    writeBundle({ dir }, bundle) {
      if (!bundle[NAME]) return;
      const fixed = readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1).split(sep).join('/'))
        .filter((name) => !name.startsWith('assets/'));
      const files = [...new Set([...Object.keys(bundle), ...fixed])].filter((name) => name !== NAME && !name.endsWith('.map')).toSorted();
      const hash = createHash('sha256');
      for (const name of files) hash.update(name).update(readFileSync(join(dir, name)));
      const list = JSON.stringify({ version: hash.digest('hex').slice(0, 16), files: files.map((name) => `/${name}`) });
      const path = join(dir, NAME);
      const source = readFileSync(path, 'utf8');
      if (!source.includes('__OFFLINE__')) throw new Error('The service worker has no place for its list of files.');
      writeFileSync(path, source.replace('__OFFLINE__', () => list.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('`', '\\`')));
    },
  };
}
