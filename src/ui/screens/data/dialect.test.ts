import { expect, it } from 'vitest';
import { defaultImport } from '../../../frame/csv/options.ts';
import { describeDraft, draftOf, markersOf, sameDraft, withPart } from './dialect.ts';

it('keeps only what the person chose', () => {
  const start = draftOf(defaultImport);
  const semicolon = withPart(start, 'delimiter', ';');
  expect(semicolon.dialect).toEqual({ delimiter: ';' });
  expect(withPart(semicolon, 'delimiter', null).dialect).toEqual({});
  expect(sameDraft(withPart(semicolon, 'delimiter', null), start)).toBe(true);
  expect(describeDraft(withPart(semicolon, 'header', false), start)).toBe('Read with another delimiter, header');
});
it('reads missing markers', () => {
  expect(markersOf(' NA, ?,,NA ')).toEqual(['NA', '?']);
  expect(markersOf('  ')).toBeNull();
});
