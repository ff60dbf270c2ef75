/** Where things are in a grid of any size: rows scroll through a scaled offset, columns by their prefix sums. All in CSS pixels. */
export const ROW_HEIGHT = 28;
/** Browsers stop laying out somewhere between 17 and 33 million pixels; scrolling is scaled from here on. */
const TALLEST = 8_000_000;

export interface Extent {
  /** Height that the content would have. */
  readonly full: number;
  /** Height that it is given. */
  readonly shown: number;
  /** Height of the part in sight. */
  readonly view: number;
}

export const extentOf = (rows: number, view: number): Extent => {
  const full = rows * ROW_HEIGHT;
  return { full, shown: Math.max(Math.min(full, TALLEST), 0), view };
};
export const isScaled = (extent: Extent): boolean => extent.full > extent.shown;

const reach = (height: number, view: number): number => Math.max(0, height - view);
export const clampOffset = (extent: Extent, offset: number): number => Math.min(Math.max(offset, 0), reach(extent.full, extent.view));

/** How far into the whole content the scroll bar stands. Both ends meet exactly. */
export function offsetOf(extent: Extent, scrollTop: number): number {
  const from = reach(extent.shown, extent.view);
  return from === 0 ? 0 : clampOffset(extent, (scrollTop / from) * reach(extent.full, extent.view));
}

/** Where the scroll bar stands for an offset: the inverse. */
export function scrollTopOf(extent: Extent, offset: number): number {
  const from = reach(extent.full, extent.view);
  return from === 0 ? 0 : (clampOffset(extent, offset) / from) * reach(extent.shown, extent.view);
}

/** First row in sight and one past the last, with a few beyond each edge. */
export function rowsInView(rows: number, offset: number, view: number, overscan = 4): { readonly start: number; readonly end: number } {
  return { start: Math.max(0, Math.floor(offset / ROW_HEIGHT) - overscan), end: Math.min(rows, Math.ceil((offset + view) / ROW_HEIGHT) + overscan) };
}

/** Left edge of every column, and at the end the width of all. */
export function edgesOf(widths: ArrayLike<number>): Float64Array {
  const edges = new Float64Array(widths.length + 1);
  for (let i = 0; i < widths.length; i++) edges[i + 1] = edges[i]! + widths[i]!;
  return edges;
}

/** Last column whose left edge is at or before `x`. */
export function columnAt(edges: Float64Array, x: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle]! <= x) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

export function columnsInView(edges: Float64Array, scrollLeft: number, view: number, overscan = 1): { readonly start: number; readonly end: number } {
  const count = edges.length - 1;
  if (count <= 0) return { start: 0, end: 0 };
  return { start: Math.max(0, columnAt(edges, scrollLeft) - overscan), end: Math.min(count, columnAt(edges, scrollLeft + view) + 1 + overscan) };
}

/** The offset nearest to the present one at which the row is wholly in sight. */
export function offsetToShow(extent: Extent, offset: number, row: number): number {
  const top = row * ROW_HEIGHT;
  if (top < offset) return clampOffset(extent, top);
  if (top + ROW_HEIGHT > offset + extent.view) return clampOffset(extent, top + ROW_HEIGHT - extent.view);
  return offset;
}
