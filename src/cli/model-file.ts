import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { TreeModelFile } from '../engine/trees/files/model-file.ts';
import { describeModel, readTreeModel } from '../engine/trees/files/read.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

export interface ModelFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly file: TreeModelFile;
}

/** A model file of another library; `null` where `path` is a folder, such as `tablab train` writes. Says what it is on stderr. */
export async function readModelFile(path: string, terminal: Terminal): Promise<ModelFile | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`There is no model in "${path}": there is no such folder or file. Give the folder that 'tablab train --out' wrote, or a model file of XGBoost, LightGBM or CatBoost.`);
  if (found.isDirectory()) return null;
  const bytes = await readFile(path);
  const file = readTreeModel(bytes);
  terminal.err(describeModel(file));
  return { name: basename(path), bytes, file };
}
