import { describe, expect, it } from 'vitest';
import { interactionsOf, monotoneOf } from './constraints.ts';

const columns = ['age', 'price', 'city, old'];
const numbers = () => false;

describe('constraints by column name', () => {
  it('reads monotone columns as JSON or simply', () => {
    expect(monotoneOf('{"age": 1, "price": -1}', columns, numbers)).toEqual(Int8Array.of(1, -1, 0));
    expect(monotoneOf('age: 1, price: -1', columns, numbers)).toEqual(Int8Array.of(1, -1, 0));
    expect(monotoneOf('{"city, old": 1}', columns, numbers)).toEqual(Int8Array.of(0, 0, 1));
    expect(monotoneOf(' ', columns, numbers)).toBeNull();
  });
  it('says what is wrong with them', () => {
    expect(() => monotoneOf('{"size": 1}', columns, numbers)).toThrow(/no column "size".*"age"/);
    expect(() => monotoneOf('age: up', columns, numbers)).toThrow(/may only rise/);
    expect(() => monotoneOf('age: 1', columns, () => true)).toThrow(/categories/);
  });
  it('reads sets of columns that may meet', () => {
    expect(interactionsOf('[["age", "price"], ["city, old"]]', columns)).toEqual([[0, 1], [2]]);
    expect(interactionsOf('age, price; age', columns)).toEqual([[0, 1], [0]]);
    expect(interactionsOf('', columns)).toBeNull();
    expect(() => interactionsOf('[1]', columns)).toThrow(/list of lists/);
    expect(() => interactionsOf('age, size', columns)).toThrow(/no column "size"/);
  });
});
