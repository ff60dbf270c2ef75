import { expect, it } from 'vitest';
import { nextPlace } from './use-player.ts';

it('goes one by one at first, then faster, and ends at the last', () => {
  const places = [0];
  while (places.at(-1)! < 1000) places.push(nextPlace(places.at(-1)!, 1000));
  expect(places.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(places.length).toBeLessThan(80);
  expect(nextPlace(1000, 1000)).toBe(1000);
});
