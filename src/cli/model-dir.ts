import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../engine/core/errors.ts';
import { decode, encode } from '../jobs/codec.ts';
import type { RunResult } from '../study/results.ts';
import type { Study } from '../study/schema.ts';
import { parseStudy } from '../study/parse.ts';
import { readJson } from './files.ts';
import { UsageError } from './usage.ts';

/** What `train` keeps of the best run, and the other commands read. */
export type KeptRun = RunResult;

export const encodeRun = (run: KeptRun): Uint8Array => encode(run);

export async function readModelDir(folder: string): Promise<{ readonly study: Study; readonly run: KeptRun }> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(join(folder, 'pipeline.bin'));
  } catch {
    throw new UsageError(`There is no model in "${folder}": it has no pipeline.bin. Give the folder that 'tablab train --out' wrote.`);
  }
  let run: KeptRun;
  try {
    run = decode(bytes) as KeptRun;
  } catch (error) {
    throw new StudioError('data', `"${join(folder, 'pipeline.bin')}" cannot be read: ${error instanceof Error ? error.message : String(error)} Train again.`);
  }
  if (run.fitted?.format !== 'tablab/pipeline') throw new StudioError('data', `"${join(folder, 'pipeline.bin')}" holds no pipeline. Train again.`);
  return { run, study: parseStudy(await readJson(join(folder, 'study.json'))) };
}
