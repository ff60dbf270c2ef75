import { IMPORTED } from './tree-formats.ts';
import type { Study } from './schema.ts';

/** The model files that a study's models are read from: what each was called, by the hash of its content. */
export function modelFilesOf({ models }: Pick<Study, 'models'>): ReadonlyMap<string, string> {
  const files = models.flatMap(({ type, params: { file, name } }): [string, string][] =>
    (type === IMPORTED && typeof file === 'string' && file !== '' ? [[file, typeof name === 'string' && name !== '' ? name : 'a model file']] : []));
  return new Map(files);
}
