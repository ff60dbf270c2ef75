import type { ShapeEdit, ShapeTerm } from '../../../jobs/protocol.ts';

export type ShapeAction = ShapeEdit['action'];

export const ACTION_WORDS: Readonly<Record<ShapeAction, string>> = { set: 'Set to', add: 'Add', rise: 'Only rising', fall: 'Only falling' };
export const needsValue = (action: ShapeAction): boolean => action === 'set' || action === 'add';

export const readEdits = (text: string): readonly ShapeEdit[] => (text.trim() === '' ? [] : (JSON.parse(text) as readonly ShapeEdit[]));
export const writeEdits = (edits: readonly ShapeEdit[]): string => (edits.length === 0 ? '' : JSON.stringify(edits));

/** "bill_length_mm from 40 to 45: set to 0.2". */
export function editText({ column, from, to, categories, output, action, value }: ShapeEdit): string {
  const where = categories !== undefined ? ` ${categories.join(', ')}` : `${from === undefined ? '' : ` from ${from}`}${to === undefined ? '' : ` to ${to}`}`;
  const what = `${ACTION_WORDS[action].toLowerCase()}${needsValue(action) ? ` ${value}` : ''}`;
  return `${column}${where}${output === undefined ? '' : `, ${output}`}: ${what}`;
}

/** Shapes of single columns can be edited; maps of pairs cannot. */
export const editable = (term: ShapeTerm): boolean => term.axes.length === 1;
