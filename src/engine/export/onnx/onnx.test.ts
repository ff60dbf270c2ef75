import { describe, expect, it } from 'vitest';
import { fromBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema } from 'onnx-buf';
import { attr, GraphBuilder } from '../graph.ts';
import { runGraph, runOnnx, writeOnnx } from './index.ts';

function linear() {
  const g = new GraphBuilder();
  const x = g.input('x', 'float64', ['a', 'b']);
  const w = g.doubles('w', [1, 2, 3, -4], [2, 2]);
  const p = g.op('Softmax', [g.op('MatMul', [x, w])], { axis: attr.int(-1) });
  g.output('probabilities', p, 'float64', ['no', 'yes']);
  const names = g.constant('names', { dtype: 'string', dims: [2], data: ['née', 'yes'] });
  g.output('label', g.op('Gather', [names, g.op('ArgMax', [p], { axis: attr.int(1), keepdims: attr.int(1) })], { axis: attr.int(0) }), 'string', ['label']);
  return g.build();
}

describe('writeOnnx', () => {
  it('writes a model that ONNX Runtime computes in double', async () => {
    const outputs = await runGraph(linear(), { x: { dtype: 'float64', dims: [2, 2], data: [1, 0, 0, 1] } });
    const e = Math.exp(-1);
    expect(outputs['probabilities']!.dims).toEqual([2, 2]);
    expect(outputs['probabilities']!.data[0]).toBeCloseTo(e / (1 + e), 15);
    expect(outputs['label']).toEqual({ dims: [2, 1], data: ['yes', 'née'] });
  });

  it('carries every kind of attribute and tensor', async () => {
    const g = new GraphBuilder();
    const text = g.input('text', 'string', ['t']);
    const code = g.op('LabelEncoder', [text], { keys_strings: attr.strings(['a', 'b']), values_int64s: attr.ints([7, -3]), default_int64: attr.int(-1) }, 'ai.onnx.ml');
    const table = g.op('LabelEncoder', [text], { keys_strings: attr.strings(['a', 'b']), values_floats: attr.floats([0.5, 2]), default_float: attr.float(-1) }, 'ai.onnx.ml');
    const sum = g.op('Add', [code, g.int64s('big', [2 ** 40], [1])]);
    const flag = g.op('Where', [g.constant('yes', { dtype: 'bool', dims: [1], data: [1] }), g.op('Cast', [table], { to: attr.int(11) }), g.op('Constant', [], { value: attr.tensor({ dtype: 'float64', dims: [1], data: [9] }) })]);
    g.output('sum', sum, 'int64', ['sum']);
    g.output('flag', flag, 'float64', ['flag']);
    const outputs = await runGraph(g.build(), { text: { dtype: 'string', dims: [3, 1], data: ['a', 'b', '?'] } });
    expect([...outputs['sum']!.data]).toEqual([2 ** 40 + 7, 2 ** 40 - 3, 2 ** 40 - 1]);
    expect([...outputs['flag']!.data]).toEqual([0.5, 2, -1]);
  });

  it('says which operator sets it needs, and keeps metadata', () => {
    const model = fromBinary(ModelProtoSchema, writeOnnx(linear(), { name: 'm', doc: 'd', metadata: { task: 'binary' } }));
    expect(model.opsetImport.map((o) => o.domain)).toEqual(['']);
    expect(model.metadataProps[0]).toMatchObject({ key: 'task', value: 'binary' });
    expect(model.graph?.input[0]?.docString).toBe('a, b');
  });

  it('refuses a graph that reads what nothing makes', () => {
    const g = new GraphBuilder();
    g.output('y', g.op('Neg', ['nothing']), 'float64', ['y']);
    expect(() => writeOnnx(g.build(), { name: '', doc: '' })).toThrow(/"nothing", which nothing before it makes/);
  });

  it('passes on what the runtime says of a model it cannot load', async () => {
    await expect(runOnnx(new Uint8Array([1, 2, 3]), {})).rejects.toThrow(/ONNX Runtime could not load/);
  });
});
