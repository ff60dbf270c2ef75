import { StudioError } from '../../core/errors.ts';
import { type Dispatch, PARAMS } from './shader.ts';

/** Shaders in their order, with what they are run with; made once and run in every step. */
export type Program = readonly { readonly pipeline: GPUComputePipeline; readonly bindings: GPUBindGroup; readonly offset: number; readonly groups: readonly [number, number, number] }[];

/** A graphics processor with one memory for everything. */
export interface Machine {
  /** Puts numbers at a byte address; in turn with what runs. */
  readonly write: (values: Float32Array, at: number) => void;
  /** Seed (two words) and step, for random numbers. */
  readonly setState: (words: Uint32Array<ArrayBuffer>) => void;
  /** Compiles shaders. Throws StudioError('device') where one is refused. */
  readonly program: (dispatches: readonly Dispatch[]) => Promise<Program>;
  /** Queues programs, one after another. */
  readonly run: (...programs: readonly Program[]) => void;
  /** n numbers at a byte address, once all that was queued is done. */
  readonly read: (at: number, n: number) => Promise<Float32Array>;
  /** What went wrong; a graphics processor never throws by itself. */
  readonly failure: () => string | null;
  readonly close: () => void;
}

const cannot = (why: string): StudioError => new StudioError('device', `The webgpu device could not be started: ${why}. Choose another device, or "auto".`);
const mib = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB`;

async function openDevice(bytes: number): Promise<GPUDevice> {
  const adapter = typeof navigator === 'undefined' || navigator.gpu === undefined ? null : await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw cannot('WebGPU found no graphics processor it may use');
  const most = Math.min(adapter.limits.maxBufferSize, adapter.limits.maxStorageBufferBindingSize);
  if (bytes > most) throw cannot(`this training needs ${mib(bytes)} at once, and it gives ${mib(most)}; a smaller batch needs less`);
  return adapter.requestDevice({ requiredLimits: { maxBufferSize: Math.max(bytes, 2 ** 20), maxStorageBufferBindingSize: Math.max(bytes, 2 ** 20) } });
}

async function compiled(device: GPUDevice, layout: GPUPipelineLayout, code: string): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ code });
  try {
    return await device.createComputePipelineAsync({ layout, compute: { module, entryPoint: 'main' } });
  } catch (thrown) {
    // The rejection says that the module is invalid; why, only the module knows.
    const { messages } = await module.getCompilationInfo();
    const why = messages.map((m) => `${m.message} in "${code.split('\n')[m.lineNum - 1]?.trim() ?? ''}"`).join('; ');
    throw new StudioError('device', `The graphics processor refused a shader: ${why || (thrown instanceof Error ? thrown.message : String(thrown))}`);
  }
}

/** Opens the graphics processor with so many bytes of memory. Throws StudioError('device') where there is none, or not as much. */
export async function openMachine(bytes: number): Promise<Machine> {
  const device = await openDevice(bytes);
  let failure: string | null = null;
  let closed = false;
  device.addEventListener('uncapturederror', (event) => { failure ??= event.error.message; });
  void device.lost.then((info) => {
    if (!closed) failure ??= info.message || 'the device was lost';
  });
  const memory = device.createBuffer({ size: Math.max(64, bytes), usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC });
  const state = device.createBuffer({ size: 16, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
  const layout = device.createBindGroupLayout({
    entries: [
      { binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'storage' } },
      { binding: 1, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'uniform', hasDynamicOffset: true } },
      { binding: 2, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'uniform' } },
    ],
  });
  const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
  const stride = Math.max(PARAMS * 4, device.limits.minUniformBufferOffsetAlignment);
  const pipelines = new Map<string, Promise<GPUComputePipeline>>();
  const pipeline = (code: string): Promise<GPUComputePipeline> => {
    let made = pipelines.get(code);
    if (made === undefined) {
      made = compiled(device, pipelineLayout, code);
      pipelines.set(code, made);
    }
    return made;
  };
  return {
    write: (values, at) => device.queue.writeBuffer(memory, at, values.buffer, values.byteOffset, values.byteLength),
    setState: (words) => device.queue.writeBuffer(state, 0, words),
    async program(dispatches) {
      if (dispatches.length === 0) return [];
      const params = new Uint32Array((dispatches.length * stride) / 4);
      dispatches.forEach((d, i) => params.set(d.params, (i * stride) / 4));
      const buffer = device.createBuffer({ size: params.byteLength, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
      device.queue.writeBuffer(buffer, 0, params);
      const bindings = device.createBindGroup({ layout, entries: [{ binding: 0, resource: { buffer: memory } }, { binding: 1, resource: { buffer, size: PARAMS * 4 } }, { binding: 2, resource: { buffer: state } }] });
      const made = await Promise.all(dispatches.map((d) => pipeline(d.code)));
      return dispatches.map((d, i) => ({ pipeline: made[i]!, bindings, offset: i * stride, groups: d.groups }));
    },
    run(...programs) {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (const program of programs) for (const { pipeline: own, bindings, offset, groups } of program) {
        pass.setPipeline(own);
        pass.setBindGroup(0, bindings, [offset]);
        pass.dispatchWorkgroups(...groups);
      }
      pass.end();
      device.queue.submit([encoder.finish()]);
    },
    async read(at, n) {
      const staging = device.createBuffer({ size: n * 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(memory, at, staging, 0, n * 4);
      device.queue.submit([encoder.finish()]);
      try {
        await staging.mapAsync(GPUMapMode.READ);
        return new Float32Array(staging.getMappedRange().slice(0));
      } catch (thrown) {
        throw new StudioError('device', failure ?? (thrown instanceof Error ? thrown.message : String(thrown)));
      } finally {
        staging.destroy();
      }
    },
    failure: () => failure,
    close() {
      closed = true;
      device.destroy();
    },
  };
}
