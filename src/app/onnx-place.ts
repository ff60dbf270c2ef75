import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { OnnxPlace } from '../jobs/ports.ts';

/** The runtime's WebAssembly, put beside the scripts by the bundler; its script is bundled into ours. */
export const onnxPlace: OnnxPlace = { wasm };
