import type { Graph } from '../../engine/export/graph.ts';
import { type OnnxPaths, writeOnnx } from '../../engine/export/onnx/index.ts';
import type { Features } from '../../frame/features.ts';
import { lowerPipeline } from '../lower.ts';
import type { FittedPipeline, Predictions } from '../results.ts';
import { type Certificate, type Ours, verifyOnnx } from '../verify-onnx.ts';
import { howToRun } from './how-to-run.ts';
import { predictionsCsv } from './predictions-csv.ts';
import { writeZip } from './zip.ts';

export interface OnnxRequest {
  readonly name: string;
  readonly fitted: FittedPipeline;
  /** Rows to check the exported file on: the run's probe rows, as the pipeline's input columns. */
  readonly features: Features;
  /** What the app says of these rows. */
  readonly ours: Ours;
  /** Addresses of the runtime's files in the tab; `null` in Node. */
  readonly paths?: OnnxPaths | null;
  readonly breathe?: () => Promise<void>;
}

export interface OnnxModel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly graph: Graph;
  readonly certificate: Certificate;
}

/** The fitted pipeline as an ONNX file, run once on the given rows. A file that fails the check is still given, with a certificate that says so. */
export async function onnxModel({ name, fitted, features, ours, paths = null, breathe }: OnnxRequest): Promise<OnnxModel> {
  const graph = lowerPipeline(fitted);
  const bytes = writeOnnx(graph, {
    name,
    doc: fitted.target === null ? 'Describes rows.' : `Predicts ${fitted.target}.`,
    metadata: { task: fitted.task, target: fitted.target ?? '', classes: JSON.stringify(fitted.classes ?? []), inputs: JSON.stringify(fitted.inputs.map((c) => c.name)) },
  });
  const certificate = await verifyOnnx(bytes, graph, fitted, features, ours, { paths, ...(breathe ? { breathe } : {}) });
  return { bytes, graph, certificate };
}

/** Inputs, outputs and classes, for machines. */
function featureList(graph: Graph, fitted: FittedPipeline): string {
  const port = ({ name, dtype, columns }: Graph['inputs'][number]) => ({ name, dtype, columns });
  return `${JSON.stringify({ task: fitted.task, target: fitted.target, classes: fitted.classes, inputs: graph.inputs.map(port), outputs: graph.outputs.map(port), columns: fitted.inputs.map(({ name, type, dictionary }) => ({ name, type, ...(dictionary ? { categories: dictionary } : {}) })), made: fitted.features }, null, 2)}\n`;
}

export interface OnnxBundle {
  /** The zip. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly certificate: Certificate;
  readonly model: OnnxModel;
}

/** The zip to take away: `model.onnx`, `parity.json`, `features.json`, `predictions.csv` (of the test rows) and `README.md`. */
export async function onnxBundle(request: OnnxRequest & { readonly predictions: Predictions; readonly queries?: readonly (number | string | null)[] | null }): Promise<OnnxBundle> {
  const model = await onnxModel(request);
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const bytes = writeZip([
    { name: 'README.md', bytes: encode(howToRun(request.name, model.graph, request.fitted, model.certificate)) },
    { name: 'model.onnx', bytes: model.bytes },
    { name: 'parity.json', bytes: encode(`${JSON.stringify(model.certificate, null, 2)}\n`) },
    { name: 'features.json', bytes: encode(featureList(model.graph, request.fitted)) },
    { name: 'predictions.csv', bytes: encode(predictionsCsv(request.predictions, request.fitted.classes, request.queries)) },
  ]);
  return { bytes, certificate: model.certificate, model };
}
