import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newStudy } from './create.ts';
import { type History, labels, record, redo, startHistory, undo } from './history.ts';

const start = newStudy('0');
const named = (name: string) => ({ ...start, name });

it('takes back and brings again, in words', () => {
  let history = record(record(startHistory(start), 'Rename', named('1'), 0), 'Set the target', named('2'), 10);
  expect(labels(history)).toEqual({ undo: 'Set the target', redo: null });
  history = undo(history);
  expect([history.present.name, labels(history)]).toEqual(['1', { undo: 'Rename', redo: 'Set the target' }]);
  history = redo(history);
  expect(history.present.name).toBe('2');
  expect(redo(history)).toBe(history);
  expect(undo(undo(undo(history))).present).toBe(start);
});

it('merges changes of one name within 600 ms of each other, and forgets the future at a new change', () => {
  let history: History = startHistory(start);
  for (let i = 1; i <= 5; i++) history = record(history, 'Rename', named(String(i)), i * 500);
  expect(history.past).toHaveLength(1);
  history = record(history, 'Rename', named('later'), 2500 + 601);
  expect(history.past).toHaveLength(2);
  history = record(undo(history), 'Rename', named('other'), 3200);
  expect([history.past.length, history.future.length]).toEqual([2, 0]);
});

it('keeps 200 changes and ignores what changes nothing', () => {
  let history = startHistory(start);
  for (let i = 0; i < 300; i++) history = record(history, `Change ${i}`, named(String(i)), i * 1000);
  expect(history.past).toHaveLength(200);
  expect(record(history, 'Nothing', history.present, 0)).toBe(history);
});

it('undo then redo of any number of steps is where one was', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat(1000)), { maxLength: 30 }), fc.nat(40), (changes, back) => {
    let now = 0;
    let history = startHistory(start);
    changes.forEach(([label, wait], i) => { history = record(history, label, named(String(i)), (now += wait)); });
    let moved = history;
    let steps = 0;
    for (; steps < back && labels(moved).undo !== null; steps++) moved = undo(moved);
    for (; steps > 0; steps--) moved = redo(moved);
    expect(moved.present).toBe(history.present);
    expect(labels(moved)).toEqual(labels(history));
  }));
});
