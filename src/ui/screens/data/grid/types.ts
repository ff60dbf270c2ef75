import { IconAbc, IconCalendar, IconCategory, IconHash, type TablerIcon } from '@tabler/icons-react';
import type { ColumnType } from '../../../../frame/table.ts';

export const columnTypes: readonly { readonly type: ColumnType; readonly label: string; readonly help: string; readonly Icon: TablerIcon }[] = [
  { type: 'number', label: 'Number', help: 'Amounts that can be added and compared', Icon: IconHash },
  { type: 'category', label: 'Category', help: 'A few names that repeat', Icon: IconCategory },
  { type: 'date', label: 'Date', help: 'Days and times', Icon: IconCalendar },
  { type: 'text', label: 'Text', help: 'Free words; kept, but not learned from', Icon: IconAbc },
];
export const typeOf = (type: ColumnType) => columnTypes.find((t) => t.type === type)!;

/** Narrowest and widest that a column can be dragged to. */
export const NARROWEST = 64;
export const WIDEST = 800;
export const clampWidth = (width: number): number => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

/** Left to right as a person scans: short numbers need less room than words. */
export const widthOf = (type: ColumnType, name: string): number => Math.max({ number: 112, category: 128, date: 136, text: 220 }[type], Math.min(240, name.length * 7 + 48));
