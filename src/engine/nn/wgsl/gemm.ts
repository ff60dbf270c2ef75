import { type Dispatch, dispatch, each } from './shader.ts';

/**
 * A product of m × k by k × n matrices, whose entries WGSL functions answer: `a` and `b` are bodies that see `z` (which product), `i` and `k`
 * or `k` and `j`, and return a number; `out` is where entry (i, j) of product z goes. So convolutions are products without their patches being written out.
 */
export interface Gemm {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly batch: number;
  readonly a: string;
  readonly b: string;
  /** Whether neighbours in memory of `a` are along k, and of `b` along j: threads side by side should read them. */
  readonly aAlongK: boolean;
  readonly bAlongJ: boolean;
  /** WGSL expression of the word where entry (i, j) of product z is put. */
  readonly out: string;
  /** What is done to an entry `v` of column `j` before it is put there. */
  readonly finish: string;
}

/** Groups that keep a large graphics processor busy. */
const BUSY = 256;
/** Shortest stretch of k that is worth a group of its own. */
const STRETCH = 128;

interface Shape {
  /** Threads along a side of the group. */
  readonly side: 8 | 16;
  /** Fours of rows, and of columns, that a thread makes. */
  readonly rows: 1 | 2;
  readonly columns: 1 | 2;
  /** Steps along k that are in a group's memory at once: 16 KiB of it are all that every device gives. */
  readonly depth: 8 | 16;
  readonly splits: number;
}

/** The largest tiles that give enough groups, where long products are cut along k, and are no wider than the product: large ones read least. */
export function shapeOf({ m, n, k, batch }: Pick<Gemm, 'm' | 'n' | 'k' | 'batch'>): Shape {
  const groupsOf = ({ side, rows, columns }: Pick<Shape, 'side' | 'rows' | 'columns'>): number => Math.ceil(m / (side * rows * 4)) * Math.ceil(n / (side * columns * 4)) * batch;
  const most = Math.max(1, Math.min(64, Math.floor(k / STRETCH)));
  const fit = ([{ side: 16, rows: m > 64 ? 2 : 1, columns: n > 64 ? 2 : 1 }, { side: 16, rows: 1, columns: 1 }] as const).find((one) => groupsOf(one) * most >= BUSY) ?? { side: 8, rows: 1, columns: 1 };
  const splits = Math.min(Math.ceil(BUSY / groupsOf(fit)), most);
  return { ...fit, depth: fit.rows * fit.columns === 4 ? 8 : 16, splits };
}

/** Bytes for the parts of a product that is cut along k. */
export const gemmScratch = (g: Gemm): number => {
  const { splits } = shapeOf(g);
  return splits === 1 ? 0 : splits * g.batch * g.m * g.n * 4;
};

/** The load of one tile of `a` (rows by depth) or `b` into a group's memory, in fours across the depth. */
function load(name: 'a' | 'b', { side, rows, columns, depth }: Shape, alongDepth: boolean): string {
  const across = side * (name === 'a' ? rows : columns);
  const rounds = (depth * across) / (side * side);
  const [deep, wide] = alongDepth ? [`q % ${depth}u`, `q / ${depth}u`] : [`q / ${across}u`, `q % ${across}u`];
  const value = (c: number): string => (name === 'a' ? `a_(z, row + x * 4u + ${c}u, k0 + d, to)` : `b_(z, k0 + d, col + x * 4u + ${c}u, to)`);
  return `for (var s = 0u; s < ${rounds}u; s++) { let q = t + s * ${side * side}u; let d = ${deep}; let x = ${wide};
      tile_${name}[d * ${across + 1}u + x] = vec4<f32>(${[0, 1, 2, 3].map(value).join(', ')}); }`;
}

/** `params`: of the functions; `scratch`: a byte address for `gemmScratch`. */
export function gemm(g: Gemm, params: readonly number[], scratch: number, helpers = ''): readonly Dispatch[] {
  const shape = shapeOf(g);
  const { side, splits, depth } = shape;
  const [tall, wide] = [side * shape.rows, side * shape.columns];
  const stretch = Math.ceil(g.k / splits / depth) * depth;
  const at = params.length;
  const rows = Array.from({ length: shape.rows * 4 }, (_, r) => r);
  const columns = Array.from({ length: shape.columns }, (_, c) => c);
  const entry = (r: number): string => `row + ${r < 4 ? '' : `${side * 4}u + `}ty * 4u + ${r % 4}u`;
  const put = splits === 1 ? `let v = ${g.finish === '' ? 'v0' : 'finish_(v0, j)'}; m[${g.out}] = v;` : `m[p${at} + ((slice * ${g.batch}u + z) * ${g.m}u + i) * ${g.n}u + j] = v0;`;
  const finish = g.finish === '' ? '' : `fn finish_(value: f32, j: u32) -> f32 { var v = value; ${g.finish} return v; }`;
  const code = `${helpers}
${finish}
var<workgroup> tile_a: array<vec4<f32>, ${depth * (tall + 1)}>;
var<workgroup> tile_b: array<vec4<f32>, ${depth * (wide + 1)}>;
fn a_(z: u32, i: u32, k: u32, to: u32) -> f32 { if (i >= ${g.m}u || k >= to) { return 0.0; } ${g.a} }
fn b_(z: u32, k: u32, j: u32, to: u32) -> f32 { if (j >= ${g.n}u || k >= to) { return 0.0; } ${g.b} }
fn put_(z: u32, slice: u32, i: u32, j: u32, v0: f32) { if (i < ${g.m}u && j < ${g.n}u) { ${put} } }
@compute @workgroup_size(${side * side}) fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) t: u32) {
  let row = group.x * ${tall * 4}u; let col = group.y * ${wide * 4}u; let z = group.z % ${g.batch}u; let slice = group.z / ${g.batch}u;
  let ty = t / ${side}u; let tx = t % ${side}u;
  let to = min(${g.k}u, (slice + 1u) * ${stretch}u);
${rows.map((r) => columns.map((c) => `  var s${r}_${c} = vec4<f32>();`).join('')).join('\n')}
  for (var k0 = slice * ${stretch}u; k0 < to; k0 += ${depth}u) {
    ${load('a', shape, g.aAlongK)}
    ${load('b', shape, !g.bAlongJ)}
    workgroupBarrier();
    for (var d = 0u; d < ${depth}u; d++) {
${[0, 1].slice(0, shape.rows).map((r) => `      let a${r} = tile_a[d * ${tall + 1}u + ${r * side}u + ty];`).join('\n')}
${columns.map((c) => `      let b${c} = tile_b[d * ${wide + 1}u + ${c * side}u + tx];`).join('\n')}
${rows.map((r) => columns.map((c) => `      s${r}_${c} = fma(vec4<f32>(a${Math.floor(r / 4)}.${'xyzw'[r % 4]}), b${c}, s${r}_${c});`).join('')).join('\n')}
    }
    workgroupBarrier();
  }
${rows.map((r) => columns.map((c) => [0, 1, 2, 3].map((q) => `  put_(z, slice, ${entry(r)}, col + ${c * side * 4 + q}u + tx * 4u, s${r}_${c}.${'xyzw'[q]});`).join('')).join('\n')).join('\n')}
}`;
  const product = dispatch(code, splits === 1 ? params : [...params, scratch / 4], [Math.ceil(g.m / (tall * 4)), Math.ceil(g.n / (wide * 4)), g.batch * splits]);
  if (splits === 1) return [product];
  const all = g.batch * g.m * g.n;
  const sum = each(all, [...params, scratch / 4], `let j = i_ % ${g.n}u; let z = i_ / ${g.m * g.n}u; let i = i_ / ${g.n}u % ${g.m}u;
  var v0 = 0.0; for (var slice = 0u; slice < ${splits}u; slice++) { v0 += m[p${at} + slice * ${all}u + i_]; }
  let v = ${g.finish === '' ? 'v0' : 'finish_(v0, j)'}; m[${g.out}] = v;`, `${helpers}\n${finish}`, 'i_');
  return [product, sum];
}
