import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { headers, inspectorHeaders } from './scripts/headers.mjs';
import { offline } from './scripts/offline.mjs';

const tensorflow = ['core', 'layers', 'backend-cpu', 'backend-wasm', 'backend-webgl', 'backend-webgpu'].map((part) => `@tensorflow/tfjs-${part}`);

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), offline(), inspectorHeaders()],
  define: { global: 'globalThis' },
  worker: { format: 'es' },
  server: { headers: headers({ dev: true }) },
  preview: { headers: headers() },
  build: {
    target: 'es2023', chunkSizeWarningLimit: 4000, assetsInlineLimit: 0, modulePreload: { polyfill: false }, copyPublicDir: !isSsrBuild,
    ...(isSsrBuild ? {} : { rolldownOptions: { input: ['index.html', 'inspector.html'] } }),
  },
  // The command line: ONNX Runtime and TensorFlow.js find their own files only from where they are installed.
  ssr: { target: 'node', noExternal: true, external: [...tensorflow, 'onnxruntime-web', 'onnxruntime-web/wasm', 'playwright-core', '@playwright/test'] },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    pool: 'threads',
  },
}));
