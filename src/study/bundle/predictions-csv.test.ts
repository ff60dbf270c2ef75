import { expect, it } from 'vitest';
import { csvCell } from '../../frame/write-csv.ts';
import { predictionsCsv } from './predictions-csv.ts';

it('writes rows with the names of the classes', () => {
  const csv = predictionsCsv({ rows: Uint32Array.of(4, 9), fold: Uint16Array.of(0, 1), yTrue: Float64Array.of(0, 1), yPred: Float64Array.of(1, 1), proba: Float64Array.of(0.25, 0.75, 0.1, 0.9) }, ['=cmd()', 'a,"b"']);
  expect(csv).toBe(`row,fold,true,predicted,probability_=cmd(),"probability_a,""b"""\r\n4,0,'=cmd(),"a,""b""",0.25,0.75\r\n9,1,"a,""b""","a,""b""",0.1,0.9\r\n`);
});

it('writes values, and nothing where there is none', () => {
  expect(predictionsCsv({ rows: Uint32Array.of(0, 1, 2), fold: Uint16Array.of(0, 0, 0), yTrue: Float64Array.of(2, 0, 1), yPred: Float64Array.of(0.1, 0.5, 0.2), proba: null, groups: Int32Array.of(3, 1, 3) }, null, ['b', 'a', 'b']))
    .toBe('row,query,true,predicted,place\r\n0,b,2,0.1,2\r\n1,a,0,0.5,1\r\n2,b,1,0.2,1\r\n');
  expect(predictionsCsv({ rows: Uint32Array.of(0, 1), fold: Uint16Array.of(0, 0), yTrue: null, yPred: Float64Array.of(-1.5, Number.NaN), proba: null }, null)).toBe('row,predicted\r\n0,-1.5\r\n1,\r\n');
});

it('keeps spreadsheets from running cells as formulas, and leaves numbers alone', () => {
  expect(['=1', '+a', '-2', '-2e3', '@x', '\tx', 'plain', ' padded'].map((text) => csvCell(text))).toEqual(["'=1", "'+a", '-2', '-2e3', "'@x", `'\tx`, 'plain', '" padded"']);
});
