import { StudioError } from '../../core/errors.ts';
import type { Attrs, Node } from '../graph/graph.ts';
import { stridesOf } from '../graph/shape.ts';
import { collapse } from '../plan/lower/collapse.ts';
import type { Lowered } from '../plan/lowering.ts';

/** One run of a compute shader. Shaders are told apart by their text: what changes from node to node is in `params`. */
export interface Dispatch {
  readonly code: string;
  /** Words the shader reads as `p0`, `p1` …: byte addresses are divided by four before. At most PARAMS. */
  readonly params: readonly number[];
  readonly groups: readonly [number, number, number];
}

/** How an operator becomes compute shaders. */
export type GpuLowering<A extends Attrs = Attrs> = (node: Omit<Node, 'attrs'> & { readonly attrs: A }) => Lowered<Dispatch>;

export const PARAMS = 32;
/** Most groups along one side that every device takes. */
const SIDE = 65_535;
/** Threads of a group, but for products. */
export const GROUP_THREADS = 64;

/** All memory is one array, so that a number's place is a word like any other; `state` has the seed and the step. */
const HEADER = `@group(0) @binding(0) var<storage, read_write> m: array<f32>;
@group(0) @binding(1) var<uniform> p: array<vec4<u32>, ${PARAMS / 4}>;
@group(0) @binding(2) var<uniform> state: vec4<u32>;
`;

/** A number as WGSL writes it. */
export const num = (x: number): string => {
  if (Number.isInteger(x) && Math.abs(x) < 1e9) return `${x}.0`;
  const text = Math.fround(x).toPrecision(9);
  return `${text}f`;
};

/** Puts addresses (words) into a shader's text: `p3` is the fourth parameter. */
const named = (body: string): string => body.replace(/\bp(\d+)\b/g, (_, i: string) => `p[${Math.floor(Number(i) / 4)}].${'xyzw'[Number(i) % 4]}`);

export function dispatch(body: string, params: readonly number[], groups: readonly [number, number, number]): Dispatch {
  if (params.length > PARAMS) throw new StudioError('internal', `A shader was given ${params.length} parameters, and ${PARAMS} fit.`);
  if (groups.some((n) => n > SIDE)) throw new StudioError('device', `One step of this network would need ${Math.max(...groups)} groups of threads along one side, and WebGPU has ${SIDE}. Make the batch smaller.`);
  return { code: HEADER + named(body), params, groups };
}

/** Byte addresses as words. */
export const words = (...at: readonly number[]): number[] => at.map((a) => a / 4);

/** `body` for each `i` (or another name) below n, one thread each. `helpers`: functions it calls. */
export function each(n: number, params: readonly number[], body: string, helpers = '', index = 'i'): Dispatch {
  const groups = Math.ceil(n / GROUP_THREADS);
  const x = Math.min(groups, SIDE);
  const code = `${helpers}
@compute @workgroup_size(${GROUP_THREADS}) fn main(@builtin(global_invocation_id) at: vec3<u32>) {
  let ${index} = at.x + at.y * ${x * GROUP_THREADS}u;
  if (${index} >= ${n}u) { return; }
  ${body}
}`;
  return dispatch(code, params, [x, Math.ceil(groups / x), 1]);
}

/** `body` for each group `r` below n: GROUP_THREADS threads, each with its number `t`. */
export function eachGroup(n: number, params: readonly number[], body: string, helpers = ''): Dispatch {
  const x = Math.min(n, SIDE);
  const code = `${helpers}
var<workgroup> part: array<f32, ${GROUP_THREADS}>;
@compute @workgroup_size(${GROUP_THREADS}) fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) t: u32) {
  let r = group.x + group.y * ${x}u;
  if (r >= ${n}u) { return; }
  ${body}
}`;
  return dispatch(code, params, [x, Math.ceil(n / x), 1]);
}

/** WGSL that folds `part` into part[0] by `of(a, b)`; afterwards all threads may read it. */
export const folded = (of: (a: string, b: string) => string): string => {
  let code = 'workgroupBarrier();\n';
  for (let half = GROUP_THREADS / 2; half >= 1; half /= 2) code += `if (t < ${half}u) { part[t] = ${of('part[t]', `part[t + ${half}u]`)}; } workgroupBarrier();\n`;
  return code;
};

/**
 * WGSL for where entry `index` of a row-major value of these sides lies in another one with these strides (0: repeated), as an
 * expression. Sides that lie behind one another in both are taken as one.
 */
export function placeOf(index: string, sides: readonly number[], strides: readonly number[]): string {
  const { sides: merged, strides: [by] } = collapse(sides, [strides]);
  const own = stridesOf(merged);
  const terms = merged.flatMap((side, i) => {
    const stride = by![i]!;
    if (stride === 0) return [];
    const whole = own[i] === 1 ? index : `${index} / ${own[i]}u`;
    const along = i === 0 ? `(${whole})` : `(${whole}) % ${side}u`;
    return [stride === 1 ? along : `${along} * ${stride}u`];
  });
  return terms.length === 0 ? '0u' : terms.map((t) => `(${t})`).join(' + ');
}
