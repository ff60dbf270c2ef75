import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { configureBackends } from '../engine/nn/backends/environment.ts';

/** Neural nets find their WebAssembly in the installed package. */
export function prepareBackends(): void {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'wasm-out') + sep;
  configureBackends({ wasmUrl: (file) => folder + file });
}
