import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocks, inline, plainText, titleOf } from './markdown.ts';

test('headings, paragraphs, lists, code and tables', () => {
  const page = '# Train\n\nOne line\nand its **end**.\n\n- a\n  goes on\n- `b`\n\n1. first\n2. second\n\n```py\n# not a heading\n- nor a list\n```\n\n| a | b |\n|---|---|\n| 1 | x \\| y |\n';
  expect(blocks(page).map((b) => b.kind)).toEqual(['heading', 'paragraph', 'list', 'list', 'code', 'table']);
  expect(blocks(page)[2]).toMatchObject({ ordered: false, items: [[{ kind: 'text', text: 'a goes on' }], [{ kind: 'code', text: 'b' }]] });
  expect(blocks(page)[4]).toEqual({ kind: 'code', language: 'py', text: '# not a heading\n- nor a list' });
  expect(blocks(page)[5]).toMatchObject({ rows: [[[{ text: '1' }], [{ text: 'x | y' }]]] });
});

test('markup in a page stays text, and only https and page names are links', () => {
  expect(inline('<img src=x onerror=alert(1)>')).toEqual([{ kind: 'text', text: '<img src=x onerror=alert(1)>' }]);
  expect(inline('[go](javascript:alert(1))').some((p) => p.kind === 'link')).toBe(false);
  expect(inline('[go](data:text/html,x)')).toEqual([{ kind: 'text', text: 'go' }]);
  expect(inline('[paper](https://example.org/a)')[0]).toMatchObject({ kind: 'link', href: 'https://example.org/a' });
  expect(inline('see [Train](train)')[1]).toMatchObject({ kind: 'link', href: 'train' });
});

test('stars inside words and lone marks are text', () => {
  expect(plainText('2 * 3 * 4')).toBe('2 * 3 * 4');
  expect(plainText('a ** b')).toBe('a ** b');
  expect(titleOf('intro\n# The **title**\n')).toBe('The title');
});

test('any text is read to its end without failing', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('#', ' ', '\n', '-', '|', '`', '*', '[', ']', '(', ')', 'a', '1', '.', '>') }), (source) => {
    expect(Array.isArray(blocks(source))).toBe(true);
  }), { numRuns: 500 });
});
