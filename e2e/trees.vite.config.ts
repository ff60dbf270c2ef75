import { defineConfig } from 'vite';
import { headers } from '../scripts/headers.mjs';

/** The page of e2e/trees.spec.ts: kernels and their helper threads, built as the app is (minified) and under its Content-Security-Policy. */
export default defineConfig({
  root: new URL('pages', import.meta.url).pathname,
  logLevel: 'warn',
  worker: { format: 'es' },
  build: { outDir: '../../dist/e2e-trees', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false }, rollupOptions: { input: new URL('pages/trees.html', import.meta.url).pathname } },
  preview: { port: 4803, strictPort: true, headers: headers() },
});
