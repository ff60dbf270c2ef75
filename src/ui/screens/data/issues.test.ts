import { expect, it } from 'vitest';
import type { ColumnProfile, TableProfile } from '../../../frame/profile.ts';
import { issuesOf } from './issues.ts';

const column = (name: string, missing: number, distinct: number): ColumnProfile => ({ name, type: 'category', missing, distinct, distinctExact: true, numeric: null, top: null });
const profile: TableProfile = { rows: 10, duplicateRows: 2, columns: [column('all gone', 10, 0), column('same', 0, 1), column('half', 6, 3), column('fine', 1, 4), column('settled', 0, 1)] };

it('lists what is wrong, worst first, with a fix', () => {
  const report = { issues: [{ kind: 'unreadable-cell', count: 3, message: '3 cells of age are not numbers.', column: 'age', examples: [] }] } as const;
  const issues = issuesOf({ report, profile, everyNth: 2, canReread: true, settled: new Set(['settled']) });
  expect(issues.map((i) => i.key.split('-')[0])).toEqual(['empty', 'constant', 'mostly', 'unreadable', 'sampled', 'duplicates']);
  expect(issues[1]!.fix).toEqual({ kind: 'drop', label: 'Leave the column out', columns: ['same'] });
  expect(issues[3]!.fix).toEqual({ kind: 'type', label: 'Read age as a category', column: 'age' });
});
it('offers no second reading where the file was not kept', () => {
  const report = { issues: [{ kind: 'ragged-row', count: 1, message: 'One row is short.', column: null, examples: [] }] } as const;
  expect(issuesOf({ report, profile: null, everyNth: 2, canReread: false, settled: new Set() }).map((i) => i.fix)).toEqual([null, null]);
});
