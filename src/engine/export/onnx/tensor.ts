import type { MessageInitShape } from '@bufbuild/protobuf';
import { TensorProto_DataType as Type, type TensorProtoSchema } from 'onnx-buf';
import type { DType, Tensor } from '../graph.ts';

const TYPES: Readonly<Record<DType, Type>> = { float64: Type.DOUBLE, float32: Type.FLOAT, int64: Type.INT64, string: Type.STRING, bool: Type.BOOL, uint8: Type.UINT8 };

export const elementType = (dtype: DType): Type => TYPES[dtype];

/** The tensor's numbers as the little-endian bytes ONNX keeps in `raw_data`, on machines of either byte order. */
function rawBytes(dtype: Exclude<DType, 'string'>, data: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const size = dtype === 'bool' || dtype === 'uint8' ? 1 : dtype === 'float32' ? 4 : 8;
  const bytes = new Uint8Array(data.length * size);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (dtype === 'float64') view.setFloat64(i * 8, value, true);
    else if (dtype === 'float32') view.setFloat32(i * 4, value, true);
    else if (dtype === 'int64') view.setBigInt64(i * 8, BigInt(value), true);
    else bytes[i] = dtype === 'bool' && value !== 0 ? 1 : value;
  }
  return bytes;
}

export function tensorProto(name: string, tensor: Tensor): MessageInitShape<typeof TensorProtoSchema> {
  const head = { name, dataType: elementType(tensor.dtype), dims: tensor.dims.map(BigInt) };
  if (tensor.dtype === 'string') {
    const encoder = new TextEncoder();
    return { ...head, stringData: Array.from<number | string>(tensor.data).map((text) => encoder.encode(String(text))) };
  }
  return { ...head, rawData: rawBytes(tensor.dtype, tensor.data as ArrayLike<number>) };
}
