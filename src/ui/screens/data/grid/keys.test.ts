import { expect, it } from 'vitest';
import { moveCursor } from './keys.ts';

const size = { rows: 100, columns: 5, page: 10 };
const press = (key: string, far = false) => ({ key, ctrlKey: far, metaKey: false, altKey: false });

it('moves by cells, pages and to the ends, and stays inside', () => {
  const from = { row: 50, column: 2 };
  expect(moveCursor(from, press('ArrowDown'), size)).toEqual({ row: 51, column: 2 });
  expect(moveCursor(from, press('ArrowLeft', true), size)).toEqual({ row: 50, column: 0 });
  expect(moveCursor(from, press('PageUp'), size)).toEqual({ row: 40, column: 2 });
  expect(moveCursor({ row: 95, column: 2 }, press('PageDown'), size)).toEqual({ row: 99, column: 2 });
  expect(moveCursor(from, press('End', true), size)).toEqual({ row: 99, column: 4 });
  expect(moveCursor({ row: 0, column: 0 }, press('ArrowUp'), size)).toEqual({ row: -1, column: 0 });
  expect(moveCursor({ row: -1, column: 0 }, press('ArrowUp'), size)).toEqual({ row: -1, column: 0 });
  expect(moveCursor(from, press('a'), size)).toBeNull();
  expect(moveCursor(from, { ...press('ArrowUp'), altKey: true }, size)).toBeNull();
});
