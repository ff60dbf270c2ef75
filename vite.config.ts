import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { headers } from './scripts/headers.mjs';

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react()],
  define: { global: 'globalThis' },
  worker: { format: 'es' },
  server: { headers: headers({ dev: true }) },
  preview: { headers: headers() },
  build: { target: 'es2023', chunkSizeWarningLimit: 4000, assetsInlineLimit: 0, modulePreload: { polyfill: false }, copyPublicDir: !isSsrBuild },
  // The command line: ONNX Runtime finds its own files only from where it is installed.
  ssr: { target: 'node', noExternal: true, external: ['onnxruntime-web', 'onnxruntime-web/wasm', 'playwright-core', '@playwright/test'] },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    pool: 'threads',
  },
}));
