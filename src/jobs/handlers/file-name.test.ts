import { expect, it } from 'vitest';
import { fileName } from './file-name.ts';

it('keeps what every file system takes, parentheses too, and replaces the rest', () => {
  expect(fileName('Payments (generated)', '.onnx.zip')).toBe('Payments (generated).onnx.zip');
  expect(fileName('Größe: a/b\\c*?"<>|', '.csv')).toBe('Größe- a-b-c-.csv');
  expect(fileName('  ', '.csv')).toBe('tablab.csv');
});
