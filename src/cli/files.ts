import { createReadStream } from 'node:fs';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { openAsBlob } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { StudioError } from '../engine/core/errors.ts';
import { UsageError } from './usage.ts';

async function stdin(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of process.stdin) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

/** Compressed bytes are told by their first two. */
const inflated = (bytes: Uint8Array): Uint8Array => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);

async function startsCompressed(path: string): Promise<boolean> {
  for await (const part of createReadStream(path, { end: 1 })) return (part as Uint8Array)[0] === 0x1f && (part as Uint8Array)[1] === 0x8b;
  return false;
}

/** DATA of the command line as a Blob and a name; `-` is standard input. */
export async function openData(path: string): Promise<{ readonly blob: Blob; readonly name: string }> {
  if (path === '-') return { blob: new Blob([inflated(await stdin()) as Uint8Array<ArrayBuffer>]), name: 'standard input' };
  try {
    await access(path);
  } catch {
    throw new UsageError(`There is no file "${path}".`);
  }
  const blob = (await startsCompressed(path)) ? new Blob([inflated(await readFile(path)) as Uint8Array<ArrayBuffer>]) : await openAsBlob(path);
  return { blob, name: basename(path).replace(/\.gz$/, '') };
}

/** JSON of a file, or a sentence that names it. */
export async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new UsageError(`There is no file "${path}".`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`"${path}" is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Writes whole or not at all: under another name first, then renamed. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  if (path === '-') {
    process.stdout.write(content);
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part-${process.pid}`;
  try {
    await writeFile(part, content);
    await rename(part, path);
  } catch (error) {
    throw new StudioError('storage', `"${path}" could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Takes a file of ours away; one that is not there is no fault. */
export const removeFrom = (folder: string) => (name: string): Promise<void> => rm(join(folder, name), { force: true });

export const inFolder = (folder: string) => (name: string, content: string | Uint8Array): Promise<void> => writeWhole(join(folder, name), content);
