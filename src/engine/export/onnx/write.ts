import { create, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { AttributeProto_AttributeType as Kind, type AttributeProtoSchema, ModelProtoSchema, type NodeProtoSchema, type ValueInfoProtoSchema } from 'onnx-buf';
import { StudioError } from '../../core/errors.ts';
import type { Attribute, Graph, GraphNode, GraphPort } from '../graph.ts';
import { elementType, tensorProto } from './tensor.ts';

/** ONNX 1.14's: old enough for every runtime of the last years, new enough for ReduceSum, Split and the like with axes as inputs. */
const IR_VERSION = 9;
const OPSET = 18;

/** TreeEnsemble and LabelEncoder over tensors came with ai.onnx.ml 4 and 5; everything else is in 3, which more runtimes read. */
function classicalOpset(nodes: readonly GraphNode[]): number {
  const recent = nodes.some((node) => node.domain === 'ai.onnx.ml' && (node.op === 'TreeEnsemble' || (node.op === 'LabelEncoder' && Object.keys(node.attributes).some((key) => key.endsWith('_tensor')))));
  return recent ? 5 : 3;
}

function attributeProto(name: string, attribute: Attribute): MessageInitShape<typeof AttributeProtoSchema> {
  const text = new TextEncoder();
  switch (attribute.kind) {
    case 'int': return { name, type: Kind.INT, i: BigInt(attribute.value) };
    case 'float': return { name, type: Kind.FLOAT, f: attribute.value };
    case 'string': return { name, type: Kind.STRING, s: text.encode(attribute.value) };
    case 'ints': return { name, type: Kind.INTS, ints: attribute.value.map(BigInt) };
    case 'floats': return { name, type: Kind.FLOATS, floats: [...attribute.value] };
    case 'strings': return { name, type: Kind.STRINGS, strings: attribute.value.map((s) => text.encode(s)) };
    case 'tensor': return { name, type: Kind.TENSOR, t: tensorProto('', attribute.value) };
    default: return attribute satisfies never;
  }
}

function nodeProto(node: GraphNode): MessageInitShape<typeof NodeProtoSchema> {
  return {
    opType: node.op,
    domain: node.domain,
    name: `${node.op}:${node.outputs[0] ?? ''}`,
    input: [...node.inputs],
    output: [...node.outputs],
    attribute: Object.entries(node.attributes).map(([name, attribute]) => attributeProto(name, attribute)),
  };
}

function portProto(port: GraphPort): MessageInitShape<typeof ValueInfoProtoSchema> {
  return {
    name: port.name,
    docString: port.columns.join(', '),
    type: {
      value: {
        case: 'tensorType',
        value: {
          elemType: elementType(port.dtype),
          shape: { dim: [{ value: { case: 'dimParam', value: 'rows' } }, { value: { case: 'dimValue', value: BigInt(port.width) } }] },
        },
      },
    },
  };
}

/** Every value is made once and before it is used; runtimes say so less clearly. */
function checkOrder(graph: Graph): void {
  const known = new Set<string>(['', ...Object.keys(graph.initializers), ...graph.inputs.map((port) => port.name)]);
  for (const node of graph.nodes) {
    const unknown = node.inputs.find((name) => !known.has(name));
    if (unknown !== undefined) throw new StudioError('internal', `The ${node.op} node reads "${unknown}", which nothing before it makes.`);
    for (const name of node.outputs) {
      if (known.has(name)) throw new StudioError('internal', `The ${node.op} node makes "${name}", which is there already.`);
      known.add(name);
    }
  }
}

export interface OnnxInfo {
  readonly name: string;
  readonly doc: string;
  /** Shown by model viewers; keys and values as they are. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * The graph as the bytes of an ONNX ModelProto: ir_version 9, opset 18, ai.onnx.ml 3 (5 where its operators are used).
 * The first dimension of every input and output is the symbolic `rows`. Source: onnx.proto of ONNX 1.20.
 */
export function writeOnnx(graph: Graph, info: OnnxInfo): Uint8Array<ArrayBuffer> {
  checkOrder(graph);
  const classical = graph.nodes.some((node) => node.domain === 'ai.onnx.ml');
  const model = create(ModelProtoSchema, {
    irVersion: BigInt(IR_VERSION),
    producerName: 'Tablab',
    docString: info.doc,
    opsetImport: [{ domain: '', version: BigInt(OPSET) }, ...(classical ? [{ domain: 'ai.onnx.ml', version: BigInt(classicalOpset(graph.nodes)) }] : [])],
    metadataProps: Object.entries(info.metadata ?? {}).map(([key, value]) => ({ key, value })),
    graph: {
      name: info.name,
      node: graph.nodes.map(nodeProto),
      initializer: Object.entries(graph.initializers).map(([name, tensor]) => tensorProto(name, tensor)),
      input: graph.inputs.map(portProto),
      output: graph.outputs.map(portProto),
    },
  });
  return toBinary(ModelProtoSchema, model);
}
