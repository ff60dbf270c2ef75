import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ColumnValues, columnValues } from '../column-values.ts';
import { rowWindow } from '../row-window.ts';
import type { ImportIssue } from './report.ts';
import { type CsvImport, type CsvWatch, importCsv } from './import-csv.ts';
import { type ImportOptions, defaultImport } from './options.ts';

const read = (text: string | Uint8Array<ArrayBuffer>, options: Partial<ImportOptions> = {}, watch: CsvWatch = {}): Promise<CsvImport> => importCsv(new Blob([text]), 'test.csv', { ...defaultImport, ...options }, watch);
const lines = (...rows: readonly (string | readonly string[])[]): string => `${rows.flat().join('\n')}\n`;
const repeat = (count: number, row: (k: number) => string): string[] => Array.from({ length: count }, (_, k) => row(k));
const texts = ({ table }: CsvImport, name: string): readonly unknown[] => {
  const cells = rowWindow(table, 0, table.rows, [name]).cells[0]!;
  return Array.from<unknown>(cells.values);
};
const issue = ({ issues }: CsvImport, kind: ImportIssue['kind']): ImportIssue => {
  const found = issues.find((i) => i.kind === kind);
  if (found === undefined) throw new Error(`no issue of kind ${kind} among ${JSON.stringify(issues)}`);
  return found;
};

describe('importCsv', () => {
  it('reads numbers, categories, dates and texts with what is missing', async () => {
    const done = await read(lines('n,c,d,t', repeat(60, (k) => `${k % 7 ? k / 4 : ''},${k % 2 ? 'é' : ' b '},2020-01-${String((k % 28) + 1).padStart(2, '0')},"text, ${k} — ""ü"""`)));
    expect(done.table.columns).toEqual([
      { name: 'n', type: 'number' }, { name: 'c', type: 'category', dictionary: ['b', 'é'] },
      { name: 'd', type: 'date', dateFormat: 'yyyy-mm-dd' }, { name: 't', type: 'text' },
    ]);
    expect(texts(done, 'n').slice(0, 3)).toEqual([NaN, 0.25, 0.5]);
    expect(texts(done, 'c').slice(0, 2)).toEqual(['b', 'é']);
    expect(texts(done, 'd')[1]).toBe(Date.UTC(2020, 0, 2));
    expect(texts(done, 't')[1]).toBe('text, 1 — "ü"');
    expect(done.issues).toEqual([]);
    expect(done.sentence).toBe('Comma-separated, UTF-8, with a header; 4 columns.');
  });

  it('stores numbers in the narrowest exact array', async () => {
    const { table } = await read(lines('a,b,c,d,e', repeat(30, (k) => `${k},${-k},${k * 1000},${k / 2},${k / 10}`)));
    expect(table.chunks[0]!.columns.map((c) => (c.type === 'number' ? c.values.constructor.name : ''))).toEqual(['Uint8Array', 'Int8Array', 'Uint16Array', 'Float32Array', 'Float64Array']);
  });

  it('gives back any text that was written as CSV, over chunk and piece boundaries', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', '\n', ';', ' ', 'ä', '€', '😀', "'", '|'), maxLength: 12 }).map((s) => `x${s}x`);
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }), async (rows) => {
      const quoted = (s: string): string => `"${s.replaceAll('"', '""')}"`;
      const done = await read(lines('a,b', rows.map((row) => row.map(quoted).join(','))), { dialect: { delimiter: ',', quote: '"', header: true }, types: { a: 'text', b: 'text' } });
      expect(texts(done, 'a')).toEqual(rows.map((r) => r[0]));
      expect(texts(done, 'b')).toEqual(rows.map((r) => r[1]));
      expect(done.issues).toEqual([]);
    }), { numRuns: 100 });
    const many = repeat(150_000, (k) => `row ${k} "ü"\nand more`);
    const done = await read(lines('t,k', many.map((t, k) => `"${t.replaceAll('"', '""')}",${k}`)));
    expect(done.table.chunks.map((c) => c.rows)).toEqual([65_536, 65_536, 18_928]);
    expect(texts(done, 't')).toEqual(many);
    expect(texts(done, 'k').every((v, k) => v === k)).toBe(true);
  });

  it('counts and lists a text in a number column at row 900,000, and keeps it when told to', async () => {
    const rows = repeat(950_000, (k) => (k === 900_000 ? 'oops,x' : `${k % 1000},x`));
    const text = lines('n,c', rows);
    const done = await read(text);
    expect(done.table.columns[0]!.type).toBe('number');
    expect(issue(done, 'unreadable-cell')).toMatchObject({ column: 'n', count: 1, examples: [{ line: 900_002, text: 'oops' }] });
    expect(issue(done, 'unreadable-cell').message).toBe('1 cell of the number column "n" is not a number (line 900002) and was read as missing. To keep its text, set the type of the column to category or text.');
    const n = columnValues(done.table, 'n') as Extract<ColumnValues, { kind: 'number' }>;
    expect(n.values[900_000]).toBeNaN();
    expect(n.values[900_001]).toBe(1);
    const kept = await read(text, { types: { n: 'category' } });
    expect(rowWindow(kept.table, 900_000, 1, ['n']).cells[0]!.values[0]).toBe('oops');
    expect(kept.issues).toEqual([]);
  });

  it('reads a column again as text where many cells contradict the sample', async () => {
    const done = await read(lines('n,k', repeat(200_000, (k) => `${k < 60_000 || k % 3 ? k : `code ${k}`},1`)), { dialect: { header: true } });
    expect(done.table.columns[0]!.type).toBe('text');
    expect(texts(done, 'n')[199_998]).toBe('code 199998');
    expect(texts(done, 'n')[1]).toBe('1');
    expect(done.issues).toEqual([]);
  });

  it('turns dates round where only the other way reads them all', async () => {
    const done = await read(lines('d,k', repeat(90_000, (k) => `${k < 80_000 ? (k % 12) + 1 : 25}/02/2020,${k}`)));
    expect(done.table.columns[0]).toMatchObject({ type: 'date', dateFormat: 'dd/mm/yyyy' });
    expect(done.issues).toEqual([]);
    expect(texts(done, 'd')[1]).toBe(Date.UTC(2020, 1, 2));
    expect(texts(done, 'd')[89_999]).toBe(Date.UTC(2020, 1, 25));
  });

  it('keeps ragged rows, names and stray quotes, and lists them by line', async () => {
    const done = await read(lines('a,a,,c', '1,2,3,4', '5,6', '', '7,8,9,10,11,', '12,13,14,"x" y', repeat(20, (k) => `${k},1,1,z`)));
    expect(done.table.columns.map((c) => c.name)).toEqual(['a', 'a_2', 'column_3', 'c']);
    expect(done.table.rows).toBe(24);
    expect(done.issues.filter((i) => i.kind === 'ragged-row').map((i) => [i.count, i.examples])).toEqual([[1, [{ line: 3, text: '5 | 6' }]], [1, [{ line: 5, text: '7 | 8 | 9 | 10 | 11 | ' }]]]);
    expect(issue(done, 'duplicate-name')).toMatchObject({ count: 1, examples: [{ line: 1, text: 'a → a_2' }] });
    expect(issue(done, 'empty-name')).toMatchObject({ count: 1 });
    expect(issue(done, 'other').message).toBe('1 blank line was left out (line 4).');
    expect(texts(done, 'a').slice(0, 4)).toEqual([1, 5, 7, 12]);
    expect(texts(done, 'column_3').slice(0, 2)).toEqual([3, NaN]);
  });

  it('understands headers that are one cell short', async () => {
    const fromR = await read(lines('size colour kind', 'r1 1.5 red a', 'r2 2.5 blue b', 'r3 3.5 red a'));
    expect(fromR.table.columns.map((c) => c.name)).toEqual(['column_1', 'size', 'colour', 'kind']);
    expect([texts(fromR, 'size'), texts(fromR, 'column_1')]).toEqual([[1.5, 2.5, 3.5], ['r1', 'r2', 'r3']]);
    expect(fromR.issues.map((i) => i.kind)).toEqual(['empty-name']);
    const trailing = await read(lines('size,colour', '1.5,red,', '2.5,blue,', '3.5,red,'));
    expect(trailing.table.columns.map((c) => c.name)).toEqual(['size', 'colour']);
    expect([texts(trailing, 'size'), trailing.issues]).toEqual([[1.5, 2.5, 3.5], []]);
  });

  it('does not let an unclosed quote swallow the file', async () => {
    const done = await read(lines('a,b', repeat(5_000, (k) => (k === 3_000 ? '"never closed,1' : `w${k % 9},${k}`))), { dialect: { quote: '"' } });
    expect(done.table.rows).toBe(5_000);
    expect(issue(done, 'unreadable-row')).toMatchObject({ count: 1, examples: [{ line: 3_002, text: '"never closed,1' }] });
    expect(texts(done, 'b')[4_999]).toBe(4_999);
    expect(texts(done, 'a')[3_000]).toBe('"never closed');
  });

  it('passes over comments and preamble, and says so', async () => {
    const done = await read(lines('# one', 'a,b', '1,"x', '# not a comment"', '# two', '3,y', repeat(20, (k) => `${k},z`)));
    expect(done.table.rows).toBe(22);
    expect(texts(done, 'b').slice(0, 2)).toEqual(['x\n# not a comment', 'y']);
    expect(issue(done, 'other')).toMatchObject({ count: 2, examples: [{ line: 1, text: '# one' }, { line: 5, text: '# two' }] });
    const preamble = await read(lines('178,13,k', repeat(20, (k) => `${k},2,3,4`)));
    expect(preamble.table.rows).toBe(20);
    expect(issue(preamble, 'other')).toMatchObject({ count: 1, examples: [{ line: 1, text: '178,13,k' }] });
  });

  it('reads line ends of every kind and the last line without one', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const done = await read(['a,b', '1,"x"', '2,y'].join(end));
      expect(texts(done, 'b')).toEqual(['x', 'y']);
      expect(texts(done, 'a')).toEqual([1, 2]);
    }
  });

  it('reads other encodings, also where the sample was plain ASCII', async () => {
    const latin = Uint8Array.from(lines('w,k', repeat(80_000, (k) => (k === 50_001 ? 'café,1' : `w${k % 5},${k}`))), (c) => c.charCodeAt(0));
    const done = await read(latin);
    expect(done.dialect.encoding).toBe('windows-1252');
    expect(texts(done, 'w')[50_001]).toBe('café');
    const forced = await read(latin, { dialect: { encoding: 'utf-8' } });
    expect(issue(forced, 'other').message).toMatch(/^1 character could not be read as utf-8/);
    const utf8 = await read(lines('w,k', repeat(100_000, (k) => `${'äöü€😀'.repeat(2)}${k % 7},${k}`)));
    expect(utf8.table.columns[0]).toMatchObject({ dictionary: repeat(7, (k) => `${'äöü€😀'.repeat(2)}${k}`) });
  });

  it('opens gzip, and takes columns named like the innards of objects', async () => {
    const done = await importCsv(new Blob([gzipSync(lines('__proto__,constructor,toString', repeat(30, (k) => `${k},a,${k}`)))]), 'x.csv.gz', defaultImport);
    expect(done.table.columns.map((c) => [c.name, c.type])).toEqual([['__proto__', 'number'], ['constructor', 'category'], ['toString', 'number']]);
    expect(texts(done, '__proto__')[29]).toBe(29);
  });

  it('reads every n-th row', async () => {
    const all = await read(lines('a', repeat(10_000, String)), { everyNth: 7 });
    expect(texts(all, 'a')).toEqual(Array.from({ length: Math.ceil(10_000 / 7) }, (_, k) => k * 7));
  });

  it('works with 10,000 columns', async () => {
    const names = repeat(10_000, (j) => `c${j}`);
    const done = await read(lines(names.join(','), repeat(30, (k) => names.map((_, j) => String(j + k)).join(','))));
    expect([done.table.columns.length, done.table.rows]).toEqual([10_000, 30]);
    expect(texts(done, 'c9999')[29]).toBe(10_028);
  });

  it('reads cells that hold JSON or tags as the text they are', async () => {
    expect((await read(lines('id,note', '1,{"a":2}', '2,<b>x</b>'))).table).toMatchObject({ rows: 2, columns: [{ name: 'id' }, { name: 'note' }] });
  });

  it('works with one row and with one column', async () => {
    expect((await read(lines('a,b', '1,x'))).table).toMatchObject({ rows: 1, columns: [{ type: 'number' }, { type: 'category', dictionary: ['x'] }] });
    expect((await read('5')).table).toMatchObject({ rows: 1, columns: [{ name: 'column_1', type: 'number' }] });
  });

  it.each([
    ['an empty file', '', 'data', /empty: it has 0 bytes/],
    ['blank lines', '\n\n  \n', 'data', /only blank lines/],
    ['a header without rows', 'name,size\n', 'data', /has a header \(name, size\) but no rows/],
    ['a binary file', Uint8Array.from({ length: 500 }, (_, k) => (k * 37) % 256), 'data', /binary file/],
    ['an Excel workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'data', /ZIP archive \(perhaps an Excel workbook\)/],
    ['JSON lines', '{"a":1,"b":[1,2]}\n{"a":2,"b":[3]}\n', 'data', /This is JSON, not a delimited table/],
    ['a JSON array', ' [\n  { "a b" : 1 }\n]', 'data', /This is JSON/],
    ['a web page', '<!DOCTYPE html>\n<html><body>1,2</body></html>', 'data', /This is a web page/],
    ['a broken gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3, 4), 'data', /gzip file is damaged/],
  ])('says what is wrong with %s', async (_, content, code, message) => {
    await expect(read(content)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as unknown });
  });

  it('refuses a file over the memory budget and says which part would fit', async () => {
    const text = lines('a,b', repeat(100_000, (k) => `${k / 3},${k / 7}`));
    const refused = await read(text, {}, { memoryBudget: 400_000 }).then(() => null, (e: unknown) => e as Error & { code: string });
    expect(refused).toMatchObject({ code: 'limit' });
    const nth = Number(/Read only every (\d+)(?:nd|rd|th) row/.exec(refused!.message)![1]);
    expect((await read(text, { everyNth: nth }, { memoryBudget: 400_000 })).table.rows).toBe(Math.ceil(100_000 / nth));
  });

  it('stops when cancelled and reports progress', async () => {
    const text = lines('a,b', repeat(400_000, (k) => `${k},${k}`));
    const stop = new AbortController();
    const seen: number[] = [];
    const job = read(text, {}, { signal: stop.signal, progress: ({ done }) => {
      seen.push(done);
      if (seen.length === 2) stop.abort();
    } });
    await expect(job).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toHaveLength(2);
  });
});

const shared = new URL('../../../../shared/data/', import.meta.url);
describe.skipIf(!existsSync(shared))('importCsv: files that people have (skipped: ../shared/data is not there)', () => {
  const open = (file: string): Promise<CsvImport> => importCsv(new Blob([readFileSync(new URL(file, shared))]), file, defaultImport);

  it('reads Adult: no header, spaces, question marks', async () => {
    const done = await open('adult-train.csv.gz');
    expect(done.table.rows).toBe(32_561);
    const work = columnValues(done.table, 'column_2') as Extract<ColumnValues, { kind: 'category' }>;
    expect(work.codes.reduce((n, c) => n + (c < 0 ? 1 : 0), 0)).toBe(1_836);
    expect(work.categories).toContain('Self-emp-not-inc');
    expect(done.table.columns[14]!.dictionary).toEqual(['<=50K', '>50K']);
  });

  it('reads Titanic and the messages without losing a row', async () => {
    const titanic = await open('titanic-kaggle-train.csv');
    expect([titanic.table.rows, titanic.table.columns.map((c) => c.type).join(' ')]).toEqual([891, 'number number number text category number number number text number text category']);
    expect(texts(titanic, 'Name')[1]).toBe('Cumings, Mrs. John Bradley (Florence Briggs Thayer)');
    const sms = await open('sms-spam.tsv');
    expect([sms.table.rows, sms.table.columns[0]!.dictionary]).toEqual([5_574, ['ham', 'spam']]);
  });
});
