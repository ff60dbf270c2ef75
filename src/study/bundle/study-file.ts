import { StudioError } from '../../engine/core/errors.ts';
import { modelFilesOf } from '../model-files.ts';
import { printStudy, readStudy } from '../parse.ts';
import type { Study } from '../schema.ts';
import { readZip, writeZip, type ZipPart } from './zip.ts';

/** What a `.tablab` file carries: the study, and with it the table and the file it was read from, if wanted. */
export interface StudyFile {
  readonly study: Study;
  /** The imported table as storage keeps it. */
  readonly table: Uint8Array | null;
  /** The original file. */
  readonly file: Uint8Array | null;
  /** Model files of other libraries that the study's models are read from, by the hash of their content. */
  readonly models?: ReadonlyMap<string, Uint8Array>;
}

/** What a model file is called in the zip. */
const MODEL = /^model-([0-9a-f]{64})$/;
const LIMITS = { entries: 103, total: 3 * 1024 ** 3, names: ['study.json', 'table.bin', 'original'], pattern: MODEL } as const;
const MOST_MODELS = LIMITS.entries - LIMITS.names.length;

/** The study file: a zip of `study.json`, `table.bin`, `original` and the model files. */
export function packStudy({ study, table, file, models = new Map() }: StudyFile): Uint8Array<ArrayBuffer> {
  const parts: ZipPart[] = [{ name: 'study.json', bytes: new TextEncoder().encode(printStudy(study)) }];
  if (table) parts.push({ name: 'table.bin', bytes: table });
  if (file) parts.push({ name: 'original', bytes: file });
  if (models.size > MOST_MODELS) throw new StudioError('limit', `This study has ${models.size} model files; a study file holds at most ${MOST_MODELS}. Remove some of the models.`);
  for (const [hash, bytes] of models) parts.push({ name: `model-${hash}`, bytes });
  return writeZip(parts);
}

/** Reads a `.tablab` file, or the bare `study.json`. Blobs are not yet compared with the study's hashes: storage does it as it puts them. */
export function unpackStudy(bytes: Uint8Array): Required<StudyFile> {
  const decode = (part: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(part);
  const zipped = bytes.length > 3 && bytes[0] === 0x50 && bytes[1] === 0x4b;
  const entries = zipped ? readZip(bytes, LIMITS) : new Map([['study.json', bytes]]);
  const json = entries.get('study.json');
  if (!json) throw new StudioError('data', 'This file holds no study. Choose a .tablab file, or drop a CSV to start a new study.');
  let text: string;
  try {
    text = decode(json);
  } catch {
    throw new StudioError('data', 'This file is not a study: it is not text. Choose a .tablab file, or drop a CSV to start a new study.');
  }
  const study = readStudy(text);
  const models = new Map([...entries].flatMap(([name, part]): [string, Uint8Array][] => { const hash = MODEL.exec(name)?.[1]; return hash === undefined ? [] : [[hash, part]]; }));
  const wanted = modelFilesOf(study);
  const stray = [...models.keys()].find((hash) => !wanted.has(hash));
  if (stray !== undefined) throw new StudioError('data', `This study file holds a model file (${stray.slice(0, 8)}…) that none of its models is read from: the file was changed or damaged. Ask for a fresh copy.`);
  return { study, table: entries.get('table.bin') ?? null, file: entries.get('original') ?? null, models };
}
