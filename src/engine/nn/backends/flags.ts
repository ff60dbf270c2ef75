/** Flags of TensorFlow.js that are set before a backend starts: tests keep small tensors on the GPU with them. */
export type BackendFlags = Readonly<Record<string, number | boolean>>;

const holder = Symbol.for('tablab/nn-flags');
type Holder = { [holder]?: BackendFlags };

/** TensorFlow.js keeps its backends in one global engine a thread, so what they start from belongs to the thread as well. */
export function setBackendFlags(flags: BackendFlags): void {
  (globalThis as Holder)[holder] = flags;
}

export const backendFlags = (): BackendFlags => (globalThis as Holder)[holder] ?? {};
