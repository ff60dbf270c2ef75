export type ExploreView = 'distributions' | 'correlation' | 'pairs' | 'target';
export const exploreViews: readonly { readonly value: ExploreView; readonly label: string }[] = [
  { value: 'distributions', label: 'Distributions' },
  { value: 'correlation', label: 'Correlation' },
  { value: 'pairs', label: 'Pairs' },
  { value: 'target', label: 'Target' },
];

/** More columns than this make a heatmap that nobody reads; the person chooses which. */
export const MOST_COLUMNS = 40;
/** Scatter matrices of more than five are too small to see. */
export const MOST_PAIRED = 5;
export const SAMPLE_ROWS = 1000;
