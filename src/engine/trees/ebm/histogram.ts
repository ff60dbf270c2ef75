/** Sums of gradients and hessians (cells × outputs) over the rows of each cell of a term. */
export interface TermHistogram {
  readonly g: Float64Array;
  readonly h: Float64Array;
  /** Rows in each cell. */
  readonly count: Float64Array;
}

export const newHistogram = (cells: number, outputs: number, count: Float64Array): TermHistogram =>
  ({ g: new Float64Array(cells * outputs), h: new Float64Array(cells * outputs), count });

/** Overwrites `into` with the sums over all rows. */
export function addUp(into: TermHistogram, cell: Uint16Array, g: Float64Array, h: Float64Array, outputs: number): void {
  into.g.fill(0);
  into.h.fill(0);
  if (outputs === 1) {
    for (let i = 0; i < cell.length; i++) {
      const c = cell[i]!;
      into.g[c]! += g[i]!;
      into.h[c]! += h[i]!;
    }
    return;
  }
  for (let i = 0; i < cell.length; i++) {
    const c = cell[i]! * outputs;
    for (let k = 0; k < outputs; k++) {
      into.g[c + k]! += g[i * outputs + k]!;
      into.h[c + k]! += h[i * outputs + k]!;
    }
  }
}
