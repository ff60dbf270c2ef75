import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { headers } from './scripts/headers.mjs';

export default defineConfig({
  plugins: [react()],
  define: { global: 'globalThis' },
  worker: { format: 'es' },
  server: { headers: headers({ dev: true }) },
  preview: { headers: headers() },
  build: { target: 'es2023', chunkSizeWarningLimit: 4000, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  ssr: { target: 'node', noExternal: true },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    pool: 'threads',
  },
});
