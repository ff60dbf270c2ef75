import { StudioError } from '../../engine/core/errors.ts';
import { tfjsFiles } from '../../engine/export/tfjs/index.ts';
import { writeZip } from '../../study/bundle/index.ts';
import type { EngineApi } from '../protocol.ts';
import type { Desk } from './desk.ts';
import { fileName } from './file-name.ts';
import { isNet } from './net.ts';

const README = `A neural network in TensorFlow.js' layers format: model.json and weights.bin.

    const model = await tf.loadLayersModel('model.json');
    const output = model.predict(tf.tensor2d(rows));   // rows: one number for each of the model's columns, in their order

The columns and their order are under "userDefinedMetadata" in model.json; pipeline.json says how the columns of the
table become them (steps as fitted, with what they learned).
`;

/** A typed array is a list of numbers in JSON. */
const plain = (_: string, value: unknown): unknown => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value);

export function tfjsHandlers(desk: Desk): Pick<EngineApi, 'exportTfjs'> {
  return {
    async exportTfjs({ key, name }) {
      const { fitted } = await desk.results.get(key);
      const { state } = fitted.model;
      if (!isNet(state)) throw new StudioError('unsupported', 'Only neural networks have a TensorFlow.js form. Take the ONNX file instead: every model has one.', { algorithm: fitted.model.type });
      const { model: _, ...rest } = fitted;
      const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
      const bytes = writeZip([
        { name: 'README.txt', bytes: encode(README) },
        ...tfjsFiles(state),
        { name: 'pipeline.json', bytes: encode(`${JSON.stringify(rest, plain, 2)}\n`) },
      ]);
      return { name: fileName(name, '.tfjs.zip'), mime: 'application/zip', bytes };
    },
  };
}
