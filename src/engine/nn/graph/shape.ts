import { Misfit, type Shape } from './graph.ts';

export const sizeOf = (shape: Shape): number => shape.reduce((a, b) => a * b, 1);
export const said = (shape: Shape): string => (shape.length === 0 ? 'a single number' : shape.join(' × '));
export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((n, i) => n === b[i]);

/** Row-major strides. */
export function stridesOf(shape: Shape): number[] {
  const strides = shape.map(() => 1);
  for (let i = shape.length - 2; i >= 0; i--) strides[i] = strides[i + 1]! * shape[i + 1]!;
  return strides;
}

/** The shape of both together, as numpy broadcasts. */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [m, n] = [a[a.length - rank + i] ?? 1, b[b.length - rank + i] ?? 1];
    if (m !== n && m !== 1 && n !== 1) throw new Misfit(`${said(a)} and ${said(b)} cannot be combined: sides must be equal, or 1.`);
    return m === 1 ? n : m;
  });
}

/** Axes counted from the front, without repeats, in order. */
export function axesOf(axes: readonly number[], rank: number): readonly number[] {
  const out = axes.map((a) => (a < 0 ? a + rank : a)).sort((x, y) => x - y);
  if (out.some((a, i) => !Number.isInteger(a) || a < 0 || a >= rank || a === out[i - 1])) throw new Misfit(`its axes ${axes.join(', ')} are not those of a value of ${rank} sides.`);
  return out;
}
