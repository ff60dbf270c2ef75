/** Charts are pure functions from plain data to a Plotly figure: no DOM, no React, so they are tested as JSON. */
export interface Figure {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  /** Without colours of the interface and fonts: the theme adds them for light and dark. */
  readonly layout: Readonly<Record<string, unknown>>;
  /** What is to be seen, in a sentence: title for sighted readers, description for screen readers. */
  readonly title: string;
  readonly summary: string;
  /** The numbers behind it, for CSV export: columns of equal length. */
  readonly table: readonly { readonly name: string; readonly values: ArrayLike<number | string | null> }[];
}
