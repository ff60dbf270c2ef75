import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ImportOptions, defaultImport } from './options.ts';
import { sniff } from './sniff.ts';

const look = (text: string | Uint8Array<ArrayBuffer>, options: Partial<ImportOptions> = {}): ReturnType<typeof sniff> => sniff(new Blob([text]), { ...defaultImport, ...options });
const lines = (...rows: readonly (string | readonly string[])[]): string => `${rows.flat().join('\n')}\n`;
const repeat = (count: number, row: (k: number) => string): string[] => Array.from({ length: count }, (_, k) => row(k));

describe('sniff: dialect', () => {
  it.each([[',', 'Comma'], [';', 'Semicolon'], ['\t', 'Tab'], ['|', 'Pipe'], [' ', 'Space']])('finds the delimiter %j', async (d, word) => {
    const found = await look(lines(['name', 'size', 'kind'].join(d), repeat(20, (k) => [`n${k}`, k * 1.5, k % 2 ? 'a' : 'b'].join(d))));
    expect(found.dialect).toMatchObject({ delimiter: d, header: true, skipLines: 0 });
    expect(found.sentence).toBe(`${word}-separated, UTF-8, with a header; 3 columns.`);
    expect(found.columns.map((c) => c.name)).toEqual(['name', 'size', 'kind']);
  });

  it('takes runs of spaces as one delimiter', async () => {
    const found = await look(lines('a    b   c', repeat(9, (k) => `${k}   ${k * 2}     ${k / 3}`)));
    expect(found.dialect.delimiter).toBe(' ');
    expect(found.columns.map((c) => c.type)).toEqual(['number', 'number', 'number']);
  });

  it('finds decimal commas with semicolons, and thousands', async () => {
    const found = await look(lines('Ort;Preis;Menge', repeat(9, (k) => `Stadt ${k % 3};${k},5;1.${100 + k},25`)));
    expect(found.dialect).toMatchObject({ delimiter: ';', decimal: ',', thousands: '.' });
    expect(found.columns.map((c) => c.type)).toEqual(['category', 'number', 'number']);
    const english = await look(lines('a,b', repeat(9, (k) => `${k},"1,${200 + k}.5"`)));
    expect(english.dialect).toMatchObject({ delimiter: ',', decimal: '.', thousands: ',' });
    expect(english.columns[1]!.type).toBe('number');
  });

  it('finds quotes: double, single, none', async () => {
    expect((await look(lines('a,b', '"x, y",1', '"z ""q""",2'))).dialect.quote).toBe('"');
    expect((await look(lines(repeat(9, (k) => `${k}.5,'yes, ${k}'`)))).dialect.quote).toBe("'");
    const stray = await look(lines(repeat(40, (k) => (k % 7 === 3 ? `ham\t"Stray ${k} quote` : `spam\tText ${k} here`))));
    expect(stray.dialect).toMatchObject({ delimiter: '\t', quote: '' });
  });

  it('finds a preamble and comments', async () => {
    expect((await look(lines('178,13,class_0', repeat(9, (k) => `${k}.1,2,3,4`)))).dialect).toMatchObject({ skipLines: 1, header: false });
    expect((await look(lines('Report of May', '', 'a,b,c', repeat(9, (k) => `${k},2,x`)))).dialect).toMatchObject({ skipLines: 2, header: true });
    expect((await look(lines('# made today', '# by hand', 'a,b', repeat(9, (k) => `${k},2`)))).dialect).toMatchObject({ comment: '#', header: true, skipLines: 0 });
  });

  it('tells a header from data', async () => {
    expect((await look(lines('39, State-gov, 77516', '50, Private, 83311', '38, Private, 215646'))).dialect.header).toBe(false);
    expect((await look(lines('city,country', 'Oslo,Norway', 'Bergen,Norway', 'Rome,Italy'))).dialect.header).toBe(true);
    expect((await look(lines('ham\tHello there', 'spam\tBuy now', 'ham\tOh well'))).dialect.header).toBe(false);
    expect((await look(lines('place,2019,2020', 'Oslo,1.5,2.5', 'Rome,3,4'))).dialect.header).toBe(true);
    expect((await look(lines('1,2', '3,4'))).columns.map((c) => c.name)).toEqual(['column_1', 'column_2']);
  });

  it('keeps a single column whole', async () => {
    const found = await look(lines('remark', 'one, two', 'three', 'a; b', 'four, five, six'));
    expect(found.columns.map((c) => c.name)).toEqual(['remark']);
    expect(found.preview).toContainEqual(['four, five, six']);
  });

  it('finds the encoding', async () => {
    const text = lines('name,größe', 'Ägidius,1', 'Öhr,2');
    const utf16 = (little: boolean): Uint8Array<ArrayBuffer> => Uint8Array.from([...text].flatMap((c) => (little ? [c.charCodeAt(0), 0] : [0, c.charCodeAt(0)])));
    for (const [bytes, encoding] of [
      [new TextEncoder().encode(text), 'utf-8'],
      [Uint8Array.from([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]), 'utf-8'],
      [Uint8Array.from([0xff, 0xfe, ...utf16(true)]), 'utf-16le'],
      [Uint8Array.from([0xfe, 0xff, ...utf16(false)]), 'utf-16be'],
      [utf16(true), 'utf-16le'],
      [Uint8Array.from(text, (c) => c.charCodeAt(0)), 'windows-1252'],
    ] as const) {
      const found = await look(bytes);
      expect(found.dialect.encoding).toBe(encoding);
      expect(found.columns.map((c) => c.name)).toEqual(['name', 'größe']);
    }
  });
});

describe('sniff: types', () => {
  const typeOf = async (cells: readonly string[], options: Partial<ImportOptions> = {}): Promise<{ type: string; why: string }> => (await look(lines('v,w', cells.map((c) => `${c},1`)), options)).columns[0]!;

  it('reads numbers with markers of missing cells', async () => {
    expect((await typeOf(['1', 'NA', '?', '2.5', '', 'null', '3'])).type).toBe('number');
    expect((await typeOf(['1', 'gone', '2.5', 'gone', '3', '4'], { missing: ['gone'] })).type).toBe('number');
    expect((await typeOf(['1', 'gone', '2.5', 'gone', '3', '4'])).type).toBe('category');
  });

  it('keeps leading zeros and long numbers as written, and says why', async () => {
    const zip = await typeOf(repeat(40, (k) => `0${1000 + k}`));
    expect(zip).toMatchObject({ type: 'text' });
    expect(zip.why).toContain('leading zeros');
    expect((await typeOf(repeat(40, (k) => `0${1000 + (k % 4)}`))).type).toBe('category');
    expect((await typeOf(repeat(9, (k) => `90071992547409930${k}`))).why).toContain('more than 15 digits');
  });

  it('tells categories from text by how often values repeat', async () => {
    expect((await typeOf(repeat(60, (k) => (k % 3 ? 'red' : 'blue')))).type).toBe('category');
    expect((await typeOf(repeat(60, (k) => `remark number ${k}`))).type).toBe('text');
  });

  it('lets the data decide which way round a date is', async () => {
    expect((await typeOf(repeat(28, (k) => `${k + 1}/03/2020`))).why).toContain('dd/mm/yyyy');
    expect((await typeOf(repeat(28, (k) => `03/${k + 1}/2020`))).why).toContain('mm/dd/yyyy');
    const either = await typeOf(repeat(12, (k) => `${k + 1}/03/2020`));
    expect(either.type).toBe('date');
    expect(either.why).toContain('either way');
    expect((await typeOf(repeat(12, (k) => `${k + 1}/03/2020`), { dateOrder: 'dmy' })).why).toBe('Dates written dd/mm/yyyy.');
  });

  it('obeys the person', async () => {
    expect((await look(lines('__proto__,w', '1,2', '3,4'), { types: Object.fromEntries([['__proto__', 'category']]) })).columns[0]).toMatchObject({ name: '__proto__', type: 'category', why: 'Set to category.' });
    expect((await look(lines('a;b', '1;2'), { dialect: { delimiter: ',', header: false } })).columns.map((c) => c.name)).toEqual(['column_1']);
  });
});

const shared = new URL('../../../../shared/data/', import.meta.url);
describe.skipIf(!existsSync(shared))('sniff: files that people have (skipped: ../shared/data is not there)', () => {
  it.each([
    ['penguins.csv', { delimiter: ',', header: true }, 7],
    ['wine-sklearn.csv', { skipLines: 1, header: false }, 14],
    ['breast-cancer-wdbc-sklearn.csv', { skipLines: 1, header: false }, 31],
    ['titanic-kaggle-train.csv', { quote: '"', header: true }, 12],
    ['adult-train.csv.gz', { header: false }, 15],
    ['mammography.csv', { quote: "'", header: false }, 7],
    ['winequality-white.csv', { header: false }, 12],
    ['bikeshare-hourly.csv.gz', { header: true }, 12],
    ['rank.train.csv.gz', { header: true }, 303],
    ['sms-spam.tsv', { delimiter: '\t', quote: '', header: false }, 2],
    ['airline-passengers.csv', { header: true }, 2],
    ['digits-8x8-sklearn.csv.gz', { header: false }, 65],
  ])('%s', async (file, dialect, columns) => {
    const found = await sniff(new Blob([readFileSync(new URL(file, shared))]), defaultImport);
    expect(found.dialect).toMatchObject(dialect);
    expect(found.columns).toHaveLength(columns);
  });
});
