import { StudioError } from '../../engine/core/errors.ts';
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
}

const LIMITS = { entries: 3, total: 3 * 1024 ** 3, names: ['study.json', 'table.bin', 'original'] } as const;

/** The study file: a zip of `study.json`, `table.bin`, `original`. */
export function packStudy({ study, table, file }: StudyFile): Uint8Array<ArrayBuffer> {
  const parts: ZipPart[] = [{ name: 'study.json', bytes: new TextEncoder().encode(printStudy(study)) }];
  if (table) parts.push({ name: 'table.bin', bytes: table });
  if (file) parts.push({ name: 'original', bytes: file });
  return writeZip(parts);
}

/** Reads a `.tablab` file, or the bare `study.json`. Blobs are not yet compared with the study's hashes: storage does it as it puts them. */
export function unpackStudy(bytes: Uint8Array): StudyFile {
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
  return { study: readStudy(text), table: entries.get('table.bin') ?? null, file: entries.get('original') ?? null };
}
