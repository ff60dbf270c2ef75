import { expect, it } from 'vitest';
import type { ColumnProfile, TableProfile } from '../../../frame/profile.ts';
import { telling } from './telling.ts';

const numbers = { min: 0, max: 9, mean: 4, quartiles: [1, 4, 8] as const, integers: true, zeros: 0, negatives: 0, histogram: { edges: new Float64Array(0), counts: new Float64Array(0) } };
const column = (name: string, distinct: number, sd: number | null): ColumnProfile => ({ name, type: sd === null ? 'category' : 'number', missing: 0, distinct, distinctExact: true, numeric: sd === null ? null : { ...numbers, sd }, top: null });
const profile: TableProfile = { rows: 9, duplicateRows: null, columns: [column('corner', 1, 0), column('edge', 2, 3), column('middle', 9, 80), column('label', 3, null)] };
const columns = [...profile.columns.map((c) => ({ name: c.name, type: c.type })), { name: 'note', type: 'text' as const }];

it('leaves constant columns and free text out, and begins with the pixels that differ most', () => {
  expect(telling({ columns, image: null }, profile)).toEqual(['edge', 'middle', 'label']);
  expect(telling({ columns, image: { width: 3, height: 1, channels: 1 } }, profile)).toEqual(['middle', 'edge', 'label']);
});
