import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { StudioError } from '../../engine/core/errors.ts';
import { unpackStudy } from '../../study/bundle/study-file.ts';
import type { Study } from '../../study/schema.ts';
import { readArgs } from '../args.ts';
import { profileOf, readSource, type Source } from '../source.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { trainStudy } from './train.ts';
import { suggest } from '../../study/suggest.ts';

async function sourceOf(study: Study, original: Uint8Array | null, data: string | undefined, terminal: Terminal): Promise<Source> {
  const options = study.data?.options ?? {};
  if (data !== undefined) return readSource(data, options, terminal);
  if (original === null) throw new UsageError('This study file does not hold its data. Name the data with --data FILE.');
  const folder = await mkdtemp(join(tmpdir(), 'tablab-'));
  try {
    const path = join(folder, 'original');
    await writeFile(path, original);
    return await readSource(path, options, terminal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `tablab run STUDY --out DIR`: trains what a study says, on the data it holds or on `--data`. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<void> {
  const args = readArgs(argv, ['out', 'data', 'device'], ['json']);
  if (args.rest.length !== 1) throw new UsageError('One STUDY is expected: a .tablab file or a study.json.');
  args.need('out');
  const path = args.rest[0]!;
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(path));
  } catch {
    throw new UsageError(`There is no file "${path}".`);
  }
  const { study, file, models } = unpackStudy(bytes);
  for (const [hash, model] of models) {
    if (createHash('sha256').update(model).digest('hex') !== hash) throw new StudioError('data', 'A model file in this study file is not the one that its study names: the file was changed or damaged. Ask for a fresh copy.');
  }
  if (study.models.length === 0) throw new UsageError('This study has no models to train. Add some in the app, or use tablab train --study FILE --models a,b.');
  const source = await sourceOf(study, file, args.text('data'), terminal);
  const profile = await profileOf(source.table);
  const started: Study = { ...study, data: { ...source.data, image: study.data?.image ?? null } };
  await trainStudy({ ...started, task: study.task ?? suggest(started, profile).task }, source, profile, args, terminal, { files: models });
}
