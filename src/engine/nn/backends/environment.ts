/** Files of TensorFlow.js' WebAssembly backend, beside `@tensorflow/tfjs-backend-wasm/wasm-out/`. */
export type WasmFile = 'tfjs-backend-wasm.wasm' | 'tfjs-backend-wasm-simd.wasm' | 'tfjs-backend-wasm-threaded-simd.wasm';

/** What the engine cannot know by itself: where its WebAssembly lies. */
export interface NnEnvironment {
  /** An address (tab) or a path on disk (command line). `null`: no WebAssembly here. */
  readonly wasmUrl: ((file: WasmFile) => string) | null;
  /** Flags of TensorFlow.js set before a backend starts; tests use it to keep small tensors on the GPU. */
  readonly flags?: Readonly<Record<string, number | boolean>>;
}

const bare: NnEnvironment = { wasmUrl: null };
const holder = Symbol.for('tablab/nn-environment');
type Holder = { [holder]?: NnEnvironment };

/**
 * Called once by whoever starts a worker or the command line. TensorFlow.js keeps its backends in one global engine a
 * thread, so what they start from belongs to the thread as well.
 */
export function configureBackends(environment: NnEnvironment): void {
  (globalThis as Holder)[holder] = environment;
}

export const environment = (): NnEnvironment => (globalThis as Holder)[holder] ?? bare;
