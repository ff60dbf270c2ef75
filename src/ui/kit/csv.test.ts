import { expect, it } from 'vitest';
import { tableToText } from './csv.ts';

it('writes numbers as they are and guards text that a spreadsheet would run', () => {
  const text = tableToText([
    { name: '=cmd()', values: ['+1', '-x', '@sum', 'a,b', 'say "hi"', null] },
    { name: 'n', values: Float64Array.from([-1.5, 0, Number.NaN, 3, 4, 5]) },
  ]);
  expect(text.split('\r\n')).toEqual(["'=cmd(),n", '+1,-1.5', "'-x,0", "'@sum,", '"a,b",3', '"say ""hi""",4', ',5', '']);
});
