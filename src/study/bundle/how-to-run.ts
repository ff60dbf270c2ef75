import { isClassification } from '../../engine/core/dataset.ts';
import type { Graph } from '../../engine/export/graph.ts';
import { nameList, text } from '../python/literal.ts';
import type { FittedPipeline } from '../results.ts';
import type { Certificate } from '../verify-onnx.ts';

const outputsOf = (graph: Graph): readonly string[] => graph.outputs.map((port) => port.name);

function pythonSnippet(graph: Graph, fitted: FittedPipeline): string {
  const numbers = graph.inputs.filter((port) => port.dtype !== 'string');
  const texts = graph.inputs.filter((port) => port.dtype === 'string');
  const dates = fitted.inputs.filter((c) => c.type === 'date').map((c) => c.name);
  const together = numbers.length === 1 && numbers[0]!.columns.length > 1;
  const [first, second] = outputsOf(graph);
  return [
    'import numpy as np',
    'import onnxruntime as ort',
    'import pandas as pd',
    '',
    'df = pd.read_csv("rows.csv")  # your rows, with the columns named below',
    ...dates.map((name) => `df[${text(name)}] = (pd.to_datetime(df[${text(name)}], utc=True) - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(milliseconds=1)`),
    ...(together
      ? [`feeds = {${text(numbers[0]!.name)}: df[${nameList(numbers[0]!.columns)}].to_numpy(np.float64)}`]
      : [`numbers = ${nameList(numbers.map((port) => port.name))}`, 'feeds = {name: df[[name]].to_numpy(np.float64) for name in numbers}']),
    ...(texts.length > 0 ? [`texts = ${nameList(texts.map((port) => port.name))}`, 'feeds |= {name: df[[name]].fillna("").astype(str).to_numpy(object) for name in texts}'] : []),
    'session = ort.InferenceSession("model.onnx")',
    second === undefined
      ? `(${first},) = session.run(None, feeds)`
      : `${first}, ${second} = session.run(None, feeds)`,
    second === undefined ? `print(${first}[:, 0])` : `print(${first}[:, 0], ${second}, sep="\\n")  # probabilities in the order of the classes below`,
  ].join('\n');
}

function javascriptSnippet(graph: Graph, fitted: FittedPipeline): string {
  const example = new Map(fitted.inputs.map((column, j) => [column.name, fitted.typical[j] ?? null]));
  const value = (name: string, textual: boolean): string => {
    const typical = example.get(name) ?? null;
    if (textual) return text(typical === null ? '' : String(typical));
    return typeof typical === 'number' && Number.isFinite(typical) ? String(typical) : 'NaN';
  };
  const feed = graph.inputs.map((port) => {
    const textual = port.dtype === 'string';
    if (port.columns.length > 8) return `  ${text(port.name)}: new ort.Tensor('float64', Float64Array.from(row), [1, ${port.width}]), // row: ${port.width} numbers in the order of features.json`;
    const cells = port.columns.map((name) => value(name, textual)).join(', ');
    return `  ${text(port.name)}: new ort.Tensor('${textual ? 'string' : 'float64'}', ${textual ? `[${cells}]` : `Float64Array.of(${cells})`}, [1, ${port.width}]),`;
  });
  return [
    "import * as ort from 'onnxruntime-web/wasm'; // or onnxruntime-node",
    '',
    "const session = await ort.InferenceSession.create('model.onnx');",
    'const outputs = await session.run({',
    ...feed,
    '});',
    `console.log(${outputsOf(graph).map((name) => `outputs[${text(name)}].data`).join(', ')});`,
  ].join('\n');
}

const tick = (name: string): string => `\`${name.replaceAll('`', "'").replaceAll(/\s+/g, ' ')}\``;

function inputLines(graph: Graph, fitted: FittedPipeline): readonly string[] {
  const types = new Map(fitted.inputs.map((c) => [c.name, c]));
  return graph.inputs.map((port) => {
    if (port.columns.length > 1) return `- ${tick(port.name)}: ${port.width} numbers a row, in the order of \`features.json\`; NaN where missing`;
    const column = types.get(port.columns[0] ?? '');
    if (port.dtype === 'string') return `- ${tick(port.name)}: text; '' where missing`;
    return `- ${tick(port.name)}: ${column?.type === 'date' ? 'date as milliseconds since 1970-01-01 UTC' : 'number'}; NaN where missing`;
  });
}

export function certificateSentence(certificate: Certificate): string {
  const rows = `${certificate.rows.toLocaleString('en')} ${certificate.rows === 1 ? 'row' : 'rows'}`;
  const same = certificate.sameClass === 1 ? 'every class is the same' : `${(certificate.sameClass * 100).toFixed(2)} % of the classes are the same`;
  return `Run in ${certificate.runtime} on ${rows} of the study before it was saved: the largest difference to the app's own predictions is ${certificate.largestDifference.toPrecision(2)} (at most ${certificate.tolerance.toPrecision(1)} is allowed), and ${same}. ${certificate.passed ? 'Passed.' : 'NOT passed: do not use this file without checking it.'}`;
}

/** README.md of the zip: what the model is, and how to run it in Python and JavaScript with the person's own column names. */
export function howToRun(name: string, graph: Graph, fitted: FittedPipeline, certificate: Certificate): string {
  const outputs = isClassification(fitted.task)
    ? [`- \`${graph.outputs[0]!.name}\`: the class, a text`, ...(graph.outputs[1] ? [`- \`${graph.outputs[1].name}\`: a probability for each class, in this order: ${graph.outputs[1].columns.map(tick).join(', ')}`] : [])]
    : [`- \`${graph.outputs[0]!.name}\`: ${fitted.task === 'regression' ? `the predicted ${tick(fitted.target ?? 'value')}` : fitted.task === 'ranking' ? `how far up a row of a query belongs: the higher, the nearer the top; only the order within a query means anything` : 'the anomaly score, higher for rows that are more unusual'}`];
  return [
    `# ${name.replaceAll(/\s+/g, ' ')}`,
    '',
    `An ONNX model with its preprocessing inside: it takes the columns as they stand in the table${fitted.target === null ? '' : ` and predicts ${tick(fitted.target)}`}. Fitted on ${fitted.trainRows.toLocaleString('en')} rows.`,
    '',
    certificateSentence(certificate),
    '',
    '| file | what it is |',
    '|---|---|',
    '| `model.onnx` | the model |',
    '| `parity.json` | the check described above, for machines |',
    '| `features.json` | inputs, outputs and classes, for machines |',
    '| `predictions.csv` | what the app predicts for the test rows |',
    '',
    '## Inputs', '',
    'Every input has one row for each row to predict.', '',
    ...inputLines(graph, fitted),
    '', '## Outputs', '', ...outputs,
    '', '## Python', '', '```sh', 'pip install onnxruntime pandas', '```', '', '```python', pythonSnippet(graph, fitted), '```',
    '', '## JavaScript', '', '```sh', 'npm install onnxruntime-web', '```', '', '```js', javascriptSnippet(graph, fitted), '```', '',
  ].join('\n');
}
