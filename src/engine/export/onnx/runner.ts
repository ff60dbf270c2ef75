import { StudioError } from '../../core/errors.ts';
import type { DType, Graph } from '../graph.ts';

/** Values that go in and come out, row-major. int64 as plain integers, bool as 0 / 1. */
export interface OnnxInput {
  readonly dtype: DType;
  readonly dims: readonly number[];
  readonly data: Float64Array | Float32Array | Int32Array | Uint8Array | readonly number[] | readonly string[];
}
export interface OnnxOutput {
  readonly dims: readonly number[];
  readonly data: Float64Array | readonly string[];
}
export type OnnxInputs = Readonly<Record<string, OnnxInput>>;
export type OnnxOutputs = Readonly<Record<string, OnnxOutput>>;

/** Where the tab finds the runtime's WebAssembly: addresses from the bundler's `?url` imports. Node finds it by itself. */
export interface OnnxPaths {
  readonly wasm: string;
  readonly mjs?: string;
}

type Runtime = typeof import('onnxruntime-web/wasm');
type Session = Awaited<ReturnType<Runtime['InferenceSession']['create']>>;

async function loadRuntime(paths: OnnxPaths | null): Promise<Runtime> {
  const runtime = await import('onnxruntime-web/wasm');
  // One thread and no proxy worker: the caller is a worker already, and nested ones would be blob scripts, which the policy refuses.
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.proxy = false;
  runtime.env.logLevel = 'error';
  if (paths !== null) runtime.env.wasm.wasmPaths = { wasm: paths.wasm, ...(paths.mjs === undefined ? {} : { mjs: paths.mjs }) };
  return runtime;
}

function toTensor(runtime: Runtime, { dtype, dims, data }: OnnxInput): InstanceType<Runtime['Tensor']> {
  if (dtype === 'string') return new runtime.Tensor('string', Array.from(data, String), dims);
  const numbers = data as ArrayLike<number>;
  if (dtype === 'float64') return new runtime.Tensor('float64', Float64Array.from(numbers), dims);
  if (dtype === 'float32') return new runtime.Tensor('float32', Float32Array.from(numbers), dims);
  if (dtype === 'int64') return new runtime.Tensor('int64', BigInt64Array.from(Array.from(numbers, BigInt)), dims);
  return new runtime.Tensor('bool', Uint8Array.from(numbers), dims);
}

function fromData(data: unknown): OnnxOutput['data'] {
  if (Array.isArray(data)) return data.map(String);
  return Float64Array.from(data as ArrayLike<number | bigint>, Number);
}

/** A model loaded once and run many times. */
export interface OnnxSession {
  readonly runtime: string;
  run(inputs: OnnxInputs): Promise<OnnxOutputs>;
  release(): Promise<void>;
}

/** Loads a model in ONNX Runtime (WebAssembly). Throws StudioError('unsupported') with the runtime's own words when it refuses it. */
export async function openOnnx(bytes: Uint8Array, paths: OnnxPaths | null = null): Promise<OnnxSession> {
  const runtime = await loadRuntime(paths);
  let session: Session;
  try {
    session = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  } catch (cause) {
    throw new StudioError('unsupported', `ONNX Runtime could not load the exported model: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  return {
    runtime: `onnxruntime-web ${runtime.env.versions.web ?? runtime.env.versions.common}`,
    async run(inputs) {
      const feeds = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, toTensor(runtime, value)]));
      const results = await session.run(feeds);
      const outputs = Object.entries(results).map(([name, tensor]): [string, OnnxOutput] => [name, { dims: tensor.dims, data: fromData(tensor.data) }]);
      return Object.fromEntries(outputs);
    },
    release: () => session.release(),
  };
}

/** Runs a model once. */
export async function runOnnx(bytes: Uint8Array, inputs: OnnxInputs, paths: OnnxPaths | null = null): Promise<OnnxOutputs> {
  const session = await openOnnx(bytes, paths);
  try {
    return await session.run(inputs);
  } finally {
    await session.release();
  }
}

/** The same for a graph that has not been written yet: what tests of `lower` want. */
export async function runGraph(graph: Graph, inputs: OnnxInputs): Promise<OnnxOutputs> {
  const { writeOnnx } = await import('./write.ts');
  return runOnnx(writeOnnx(graph, { name: 'graph', doc: '' }), inputs);
}
