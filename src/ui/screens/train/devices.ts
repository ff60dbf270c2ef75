import type { DeviceName } from '../../../engine/core/context.ts';

export const deviceWords: Readonly<Record<DeviceName, { readonly name: string; readonly help: string }>> = {
  webgpu: { name: 'WebGPU', help: 'The graphics card, the modern way. Fastest for large nets.' },
  webgl: { name: 'WebGL', help: 'The graphics card, the older way.' },
  wasm: { name: 'WebAssembly', help: 'The processor, near full speed. Often fastest for small nets.' },
  cpu: { name: 'JavaScript', help: 'The processor, plainly. Works everywhere.' },
};
