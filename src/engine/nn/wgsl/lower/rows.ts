import { sizeOf } from '../../graph/shape.ts';
import { each, eachGroup, GROUP_THREADS, type GpuLowering, words } from '../shader.ts';

export const gather: GpuLowering = ({ inputs, outputs }) => {
  const [rows, width] = inputs[1]!.shape as readonly [number, number];
  return {
    steps: ({ inputs: [ids, table], outputs: [y] }) => [each(sizeOf(outputs[0]!.shape), words(ids!, table!, y!), `let id = m[p0 + i / ${width}u];
    if (id >= 0.0 && id < ${rows}.0) { m[p2 + i] = m[p1 + u32(id) * ${width}u + i % ${width}u]; } else { m[p2 + i] = 0.0; }`)],
  };
};

/** A group of threads a row of the table: it looks for its number part by part and adds up where it stands, in order, so that the sum is the same each time. */
export const scatterAdd: GpuLowering<{ readonly rows: number }> = ({ attrs: { rows }, inputs }) => {
  const [count, width] = [sizeOf(inputs[0]!.shape), inputs[1]!.shape.at(-1)!];
  return {
    steps: ({ inputs: [ids, values], outputs: [table] }) => [eachGroup(rows, words(ids!, values!, table!), `for (var c = t; c < ${width}u; c += ${GROUP_THREADS}u) { m[p2 + r * ${width}u + c] = 0.0; }
    for (var base = 0u; base < ${count}u; base += ${GROUP_THREADS}u) {
      if (t == 0u) { atomicStore(&met, 0u); }
      workgroupBarrier();
      let k = base + t;
      let mine = k < ${count}u && m[p0 + min(k, ${count - 1}u)] == f32(r);
      part[t] = select(0.0, 1.0, mine);
      if (mine) { atomicAdd(&met, 1u); }
      workgroupBarrier();
      if (atomicLoad(&met) > 0u) {
        for (var j = 0u; j < ${GROUP_THREADS}u; j++) {
          if (part[j] > 0.0) { for (var c = t; c < ${width}u; c += ${GROUP_THREADS}u) { m[p2 + r * ${width}u + c] += m[p1 + (base + j) * ${width}u + c]; } }
        }
      }
      workgroupBarrier();
    }`, 'var<workgroup> met: atomic<u32>;')],
  };
};
