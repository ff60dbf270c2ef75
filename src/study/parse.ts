import * as z from 'zod/mini';
import { StudioError } from '../engine/core/errors.ts';
import type { ParamValues } from '../engine/core/params.ts';
import type { ColumnType } from '../frame/table.ts';
import type { Study } from './schema.ts';

/** What a study may hold at most: far above honest use, far below what would stop a tab. */
export const LIMITS = { name: 1000, notes: 200_000, columns: 100_000, categories: 2_000_000, cell: 100_000, steps: 1000, models: 5000, stages: 100, params: 200, list: 100_000, folds: 50_000_000, json: 256 * 1024 * 1024 } as const;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const shortText = (value: unknown): boolean => typeof value === 'string' && value.length <= LIMITS.cell;

function isParamValue(value: unknown): boolean {
  if (value === null || typeof value === 'boolean' || shortText(value)) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (!Array.isArray(value) || value.length > LIMITS.list) return false;
  return value.every((v) => typeof v === 'number' && Number.isFinite(v)) || value.every(shortText);
}

/** zod's own records lose a key named `__proto__`, and a column may be called that. */
const record = <T>(most: number, accepts: (value: unknown) => boolean, what: string) =>
  z.custom<Readonly<Record<string, T>>>((value) => isRecord(value) && Object.keys(value).length <= most && Object.keys(value).every((key) => key.length <= LIMITS.cell) && Object.values(value).every(accepts), { error: `must be ${what}` });

const TYPES: readonly string[] = ['number', 'category', 'date', 'text'] satisfies readonly ColumnType[];

/** Built on the first call, so that reading the code costs nothing where no file is opened. */
function studySchema() {
  // Without this zod tries `new Function`, which the page's policy reports as an attempt at eval.
  z.config({ jitless: true });
  const text = (most: number) => z.string().check(z.maxLength(most));
  const whole = (low: number, high: number) => z.int().check(z.gte(low), z.lte(high));
  const id = z.string().check(z.minLength(1), z.maxLength(200));
  const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/, { error: 'must be a SHA-256 in hexadecimal' }));
  const params = record<ParamValues[string]>(LIMITS.params, isParamValue, 'parameters with plain values');
  const seed = whole(0, Number.MAX_SAFE_INTEGER);
  const share = z.number().check(z.gt(0), z.lt(1));
  const version = whole(1, 1_000_000);

  const column = z.object({
    name: text(LIMITS.cell),
    type: z.enum(['number', 'category', 'date', 'text']),
    dictionary: z.exactOptional(z.array(text(LIMITS.cell)).check(z.maxLength(LIMITS.categories))),
    dateFormat: z.exactOptional(text(200)),
  });
  const dialect = z.object({
    delimiter: z.exactOptional(text(10)),
    quote: z.exactOptional(text(1)),
    decimal: z.exactOptional(z.enum(['.', ','])),
    thousands: z.exactOptional(z.enum(['', ',', '.', ' ', "'"])),
    encoding: z.exactOptional(text(50)),
    skipLines: z.exactOptional(whole(0, 1_000_000)),
    header: z.exactOptional(z.boolean()),
    comment: z.exactOptional(text(10)),
  });
  const read = z.object({
    delimiter: text(10), quote: text(1), decimal: z.enum(['.', ',']), thousands: z.enum(['', ',', '.', ' ', "'"]),
    encoding: text(50), skipLines: whole(0, 1_000_000), header: z.boolean(), comment: text(10),
  });
  const options = z.object({
    dialect,
    types: record<ColumnType>(LIMITS.columns, (v) => typeof v === 'string' && TYPES.includes(v), 'a type for each column'),
    missing: z.nullable(z.array(text(1000)).check(z.maxLength(10_000))),
    everyNth: whole(1, 1_000_000_000),
    dateOrder: z.exactOptional(z.enum(['dmy', 'mdy'])),
  });
  const image = z.object({ width: whole(1, 4096), height: whole(1, 4096), channels: z.union([z.literal(1), z.literal(3)]) });
  const data = z.object({
    table: hash,
    file: z.nullable(hash),
    name: text(LIMITS.name),
    sample: z.nullable(text(200)),
    rows: whole(0, 4_294_967_295),
    columns: z.array(column).check(z.maxLength(LIMITS.columns)),
    options,
    dialect: z.exactOptional(read),
    image: z.nullable(image),
  });
  const drawn = { stratify: z.boolean(), shuffle: z.boolean(), seed, group: z.exactOptional(text(LIMITS.cell)) };
  const split = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('holdout'), test: share, ...drawn }),
    z.object({ kind: z.literal('train-validation-test'), validation: share, test: share, ...drawn }),
    z.object({ kind: z.literal('k-fold'), folds: whole(2, 10_000), ...drawn }),
    z.object({ kind: z.literal('given'), folds: z.array(whole(-1, 65_535)).check(z.maxLength(LIMITS.folds)) }),
  ]);
  return z.object({
    format: z.literal('tablab/study'),
    version: z.literal(1),
    id,
    name: text(LIMITS.name),
    data: z.nullable(data),
    target: z.nullable(text(LIMITS.cell)),
    task: z.nullable(z.enum(['binary', 'multiclass', 'regression', 'ranking', 'unsupervised'])),
    query: z.exactOptional(z.nullable(text(LIMITS.cell))),
    steps: z.array(z.object({ id, type: id, version, enabled: z.boolean(), only: z.exactOptional(z.literal('needed')), params })).check(z.maxLength(LIMITS.steps)),
    split,
    models: z.array(z.object({
      id, type: id, version, params, seed,
      continues: z.exactOptional(z.array(z.object({ params, seed })).check(z.minLength(1), z.maxLength(LIMITS.stages))),
    })).check(z.maxLength(LIMITS.models)),
    metric: z.nullable(text(200)),
    notes: text(LIMITS.notes),
  });
}

/** One function a version that is no longer written: takes a study of that version to the next. */
type Migration = (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
const CURRENT = 1;
const migrations: Readonly<Record<number, Migration>> = {};

function migrate(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let study = given;
  for (let version = Number(study['version']); version < CURRENT; version++) {
    const step = migrations[version];
    if (!step) throw new StudioError('data', `This study is of version ${version}, which this Tablab cannot read. It reads version ${CURRENT}.`);
    study = step(study);
  }
  return study;
}

const refuse = (why: string): StudioError => new StudioError('data', `This study cannot be opened: ${why} Save it again with the Tablab that made it, or start a new study.`);

const twice = (ids: readonly { readonly id: string }[]): string | undefined => {
  const seen = new Set<string>();
  return ids.find(({ id }) => seen.size === seen.add(id).size)?.id;
};

/**
 * Any value as a study: every field checked against the schema, unknown ones left out, counts and sizes capped.
 * Throws StudioError('data') with a sentence that names the field. Whether the models and steps it names exist is
 * asked where they are used.
 */
export function parseStudy(value: unknown): Study {
  if (!isRecord(value)) throw refuse('it is not a study but something else.');
  if (value['format'] !== 'tablab/study') throw refuse('it does not say that it is a Tablab study.');
  const { version } = value;
  if (typeof version !== 'number' || !Number.isInteger(version)) throw refuse('it does not say its version.');
  if (version > CURRENT) throw new StudioError('data', `This study was made by a newer Tablab (version ${version} of the format; this one reads up to ${CURRENT}). Update Tablab to open it.`);
  const parsed = z.safeParse(studySchema(), migrate(value));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue && issue.path.length > 0 ? issue.path.map(String).join(' → ') : 'its outermost level';
    throw refuse(`at ${place.slice(0, 200)}, ${issue?.message ?? 'a value is not allowed'}.`);
  }
  const repeated = twice(parsed.data.steps) ?? twice(parsed.data.models);
  if (repeated !== undefined) throw refuse(`two of its entries have the same id "${repeated.slice(0, 100)}".`);
  return parsed.data;
}

/** A study from the text of a file. */
export function readStudy(text: string): Study {
  if (text.length > LIMITS.json) throw new StudioError('limit', `This study is ${Math.round(text.length / 1048576)} MB of text; at most ${LIMITS.json / 1048576} MB are read.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('it is not JSON.');
  }
  return parseStudy(value);
}

/** A study as text for people and version control: indented, ending in a line break. */
export const printStudy = (study: Study): string => `${JSON.stringify(study, null, 2)}\n`;
