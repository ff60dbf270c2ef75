import { StudioError } from '../../engine/core/errors.ts';
import { tfjsFiles } from '../../engine/export/tfjs/index.ts';
import { isNet } from '../net.ts';
import type { FittedPipeline } from '../results.ts';
import { writeZip } from './zip.ts';

const README = `A neural network in TensorFlow.js' layers format: model.json and weights.bin.

    const model = await tf.loadLayersModel('model.json');
    const output = model.predict(tf.tensor2d(rows));   // rows: one number for each of the model's columns, in their order

The columns and their order are under "userDefinedMetadata" in model.json; pipeline.json says how the columns of the
table become them (steps as fitted, with what they learned).
`;

/** A typed array is a list of numbers in JSON. */
const plain = (_: string, value: unknown): unknown => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value);

/** The zip with a net in TensorFlow.js' layers format and its preparation beside it. Throws StudioError('unsupported') for other models. */
export function tfjsBundle(fitted: FittedPipeline): Uint8Array<ArrayBuffer> {
  const { state } = fitted.model;
  if (!isNet(state)) throw new StudioError('unsupported', 'Only neural nets have a TensorFlow.js form. Take the ONNX file instead: every model has one.', { algorithm: fitted.model.type });
  const { model: _, ...rest } = fitted;
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  return writeZip([
    { name: 'README.txt', bytes: encode(README) },
    ...tfjsFiles(state),
    { name: 'pipeline.json', bytes: encode(`${JSON.stringify(rest, plain, 2)}\n`) },
  ]);
}
