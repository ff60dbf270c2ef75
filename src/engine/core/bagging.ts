/** A model whose trees each learned from rows drawn by lot. */
export interface Bagging {
  /** How often tree `t` drew each training row. */
  readonly drawn: (t: number) => Float64Array;
  /** rows × classes (or 1): what the trees that did not draw a training row say of it; NaN where every tree drew it. `null` where this was not asked for. */
  readonly predictions: Float64Array | null;
}
