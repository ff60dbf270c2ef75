import { describe, expect, it } from 'vitest';
import { compileFormula } from './compile.ts';
import { namesIn } from './node.ts';
import { parseFormula } from './parse.ts';
import { formulaPython } from './python.ts';
import reference from './reference.json' with { type: 'json' };

const NAMES = ['y', 'p', 'weight'];
const column = (values: readonly (number | null)[]): Float64Array => Float64Array.from(values, (v) => v ?? Number.NaN);
const columns = { y: column(reference.y), p: column(reference.p), weight: column(reference.weight) };

describe('a formula', () => {
  it.each(Object.entries(reference.formulas))('says what NumPy says: %s', (text, wanted) => {
    const run = compileFormula(parseFormula(text, NAMES), columns);
    const apart = wanted.map((value, row) => (value === null ? Number(!Number.isNaN(run(row))) : Math.abs(run(row) - value)));
    expect(Math.max(...apart)).toBeLessThan(1e-12);
  });

  it('knows the columns it reads, also those whose names are no word', () => {
    const node = parseFormula('`bill length` / `a``b` + `and` - y * y', ['y', 'bill length', 'a`b', 'and']);
    expect(namesIn(node)).toEqual(['bill length', 'a`b', 'and', 'y']);
    expect(compileFormula(node, { 'bill length': [6], 'a`b': [3], and: [10], y: [2] })(0)).toBe(8);
  });

  it('never takes a name from where no column is', () => {
    expect(() => parseFormula('constructor + 1', NAMES)).toThrow('there is no "constructor"');
    expect(() => parseFormula('toString(y)', NAMES)).toThrow('there is no function "toString"');
    expect(() => compileFormula({ kind: 'name', name: '__proto__' }, {})).toThrow('was not given');
  });

  it.each([
    ['abs(y - q)', 'at character 9 (abs(y - ▸q)): there is no "q". There are y, p, weight.'],
    ['abs(y - p', 'at character 10 (abs(y - p▸): the bracket of character 4 is not closed before the end.'],
    ['y +', 'at character 4 (y +▸): a number, a name or "(" is expected, and the end came.'],
    ['y p', 'at character 3 (y ▸p): "p" cannot follow here'],
    ['y)', 'at character 2 (y▸)): this bracket was never opened.'],
    ['log', 'log is a function: write what it is of in brackets, such as log(y).'],
    ['where(y, p)', 'at character 1 (▸where(y, p)): where takes 3 values, and 2 came.'],
    ['logg(y)', 'there is no function "logg". There are abs, ceil'],
    ['y < p < 1', 'comparisons cannot be chained'],
    ['y # 2', 'at character 3 (y ▸# 2): "#" means nothing here.'],
    ['`y', 'has no closing backtick'],
    ['  ', 'it is empty'],
    ['y * * p', 'at character 5'],
    [`${'('.repeat(300)}y`, 'nested more than 200 deep'],
    [`${'y + '.repeat(20)}q + ${'y + '.repeat(20)}y`, '(…'],
  ])('that cannot be read says where: %s', (text, why) => {
    expect(() => parseFormula(text, NAMES)).toThrow(why);
  });

  it('is written in NumPy’s words', () => {
    const python = (text: string): string => formulaPython(parseFormula(text, NAMES), (name) => name);
    expect(python('where(y > p, 3 * (y - p), -p^2)')).toBe('np.where(((y > p) * 1.0), (3.0 * (y - p)), (-np.power(p, 2.0)))');
    expect(python('max(y, p, 0.5) / 2 and not y')).toBe('(np.logical_and(np.divide(np.maximum(np.maximum(y, p), 0.5), 2.0), ((y == 0) * 1.0)) * 1.0)');
    expect(python('isnan(y) + clip(p, 0, 1e300)')).toBe('((np.isnan(y) * 1.0) + np.clip(p, 0.0, 1e+300))');
  });
});
