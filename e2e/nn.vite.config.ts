import { defineConfig } from 'vite';
import { headers } from '../scripts/headers.mjs';

/** The page of e2e/nn.spec.ts: nets on every device, built as the app is (minified) and under its Content-Security-Policy. */
export default defineConfig({
  root: new URL('pages', import.meta.url).pathname,
  define: { global: 'globalThis' },
  logLevel: 'warn',
  build: { outDir: '../../dist/e2e-nn', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 4000, modulePreload: { polyfill: false }, rollupOptions: { input: new URL('pages/nn.html', import.meta.url).pathname } },
  preview: { port: 4801, strictPort: true, headers: headers() },
});
