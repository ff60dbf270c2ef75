/** What a worker can post and a file can hold: no classes, no functions. */
export type Plain =
  | null | boolean | number | string
  | Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array
  | readonly Plain[] | { readonly [key: string]: Plain };
