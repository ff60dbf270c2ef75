import type { Dialect, ImportOptions } from '../../../frame/csv/options.ts';

/** Every part of how a delimited file is read, in the words of people. */
export const delimiters: readonly { readonly value: string; readonly label: string }[] = [
  { value: ',', label: 'Comma  ,' }, { value: ';', label: 'Semicolon  ;' }, { value: '\t', label: 'Tab' }, { value: '|', label: 'Bar  |' }, { value: ' ', label: 'Space' }, { value: ':', label: 'Colon  :' },
];
export const quotes: readonly { readonly value: string; readonly label: string }[] = [
  { value: '"', label: 'Double  "' }, { value: "'", label: "Single  '" }, { value: '', label: 'None' },
];
export const decimals: readonly { readonly value: Dialect['decimal']; readonly label: string }[] = [{ value: '.', label: 'Point  1.5' }, { value: ',', label: 'Comma  1,5' }];
export const thousands: readonly { readonly value: Dialect['thousands']; readonly label: string }[] = [
  { value: '', label: 'None  1000' }, { value: ',', label: 'Comma  1,000' }, { value: '.', label: 'Point  1.000' }, { value: ' ', label: 'Space  1 000' }, { value: "'", label: "Apostrophe  1'000" },
];
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-2', 'windows-1251', 'shift_jis', 'gb18030', 'euc-kr'] as const;

export type Part = keyof Dialect;

/** What the form holds: the person's own choices only; the rest is found. */
export interface Draft {
  readonly dialect: Partial<Dialect>;
  /** `null`: the usual markers. */
  readonly missing: readonly string[] | null;
}
export const draftOf = (options: ImportOptions): Draft => ({ dialect: options.dialect, missing: options.missing });

export function withPart<P extends Part>(draft: Draft, part: P, value: Dialect[P] | null): Draft {
  const { [part]: _old, ...rest } = draft.dialect;
  return { ...draft, dialect: value === null ? rest : { ...rest, [part]: value } };
}

/** "NA, ?, -" as a list; nothing typed means the usual ones. */
export function markersOf(text: string): readonly string[] | null {
  const markers = text.split(',').map((m) => m.trim()).filter((m) => m !== '');
  return markers.length === 0 ? null : [...new Set(markers)];
}

export const sameDraft = (a: Draft, b: Draft): boolean => JSON.stringify([a.dialect, a.missing]) === JSON.stringify([b.dialect, b.missing]);

/** The label of the undoable edit: "Read with delimiter ; and header off". */
export function describeDraft(draft: Draft, before: Draft): string {
  const changed = (['delimiter', 'quote', 'decimal', 'thousands', 'encoding', 'header', 'skipLines', 'comment'] as const).filter((p) => draft.dialect[p] !== before.dialect[p]);
  const words: string[] = changed.map((p) => (p === 'skipLines' ? 'lines to skip' : p));
  if (JSON.stringify(draft.missing) !== JSON.stringify(before.missing)) words.push('missing markers');
  return words.length === 0 ? 'Read the file again' : `Read with another ${words.join(', ')}`;
}
