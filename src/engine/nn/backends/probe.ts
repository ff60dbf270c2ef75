import type { DeviceName } from '../../core/context.ts';
import { neuralKernels } from '../../kernels/neural.ts';
import { kernelsCompile } from '../../kernels/open.ts';

/** Whether a device is there at all, before anything is loaded for it. */
export interface Probe {
  readonly available: boolean;
  /** Drawn by the processor: slower than WebAssembly, so never chosen unless asked for. */
  readonly software: boolean;
  /** A sentence for the list of devices. */
  readonly why: string;
}

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|warp/i;
const missing = (why: string): Probe => ({ available: false, software: false, why });
const found = (what: string, name: string, software: boolean): Probe => ({
  available: true,
  software,
  why: software ? `${name} is ${what} drawn by the processor, so it is only used when chosen by hand.` : `${name}.`,
});

async function probeWebGpu(): Promise<Probe> {
  if (typeof navigator === 'undefined' || navigator.gpu === undefined) return missing('This browser has no WebGPU.');
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) return missing('WebGPU found no graphics processor it may use.');
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, device, description].filter(Boolean).join(' ') || 'a graphics processor that does not give its name';
  return found('WebGPU', name, isFallbackAdapter === true || SOFTWARE.test(name));
}

function probeWebGl(): Probe {
  if (typeof OffscreenCanvas === 'undefined') return missing('There is no WebGL here.');
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) return missing('This browser offers no WebGL 2.');
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(info === null ? gl.getParameter(gl.RENDERER) : gl.getParameter(info.UNMASKED_RENDERER_WEBGL));
  const floats = gl.getExtension('EXT_color_buffer_float') !== null;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return floats ? found('WebGL', name, SOFTWARE.test(name)) : missing(`${name} cannot compute with 32-bit numbers in WebGL.`);
}

export async function probe(name: DeviceName): Promise<Probe> {
  switch (name) {
    case 'webgpu':
      try {
        return await probeWebGpu();
      } catch (thrown) {
        return missing(`WebGPU failed to start: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      }
    case 'webgl': return probeWebGl();
    case 'wasm':
      return (await kernelsCompile(neuralKernels))
        ? { available: true, software: false, why: 'WebAssembly is there, and its kernels passed their test.' }
        : missing('This browser has no WebAssembly with SIMD on shared memory, or its kernels failed their test.');
    case 'cpu': return { available: true, software: false, why: 'The same kernels in plain JavaScript: always there, slowest.' };
    default: return name satisfies never;
  }
}
