import type { Figure } from './figure.ts';

/** Token of the theme for what is there to compare with, never data. */
export const REFERENCE_COLOR = '@muted';

/** A thin dashed line to compare with: chance, or perfection. Never in the legend, named on hover. */
export const referenceLine = (x: readonly number[], y: readonly number[], name: string): Figure['data'][number] => ({
  type: 'scatter',
  mode: 'lines',
  name,
  x,
  y,
  line: { color: REFERENCE_COLOR, width: 1, dash: 'dash' },
  hovertemplate: `${name}<extra></extra>`,
  showlegend: false,
});

/** Okabe–Ito's blue and vermilion: down and up, low and high; told apart by every kind of colour vision, seen on both papers. */
export const DOWN = '#0072B2';
export const UP = '#D55E00';

/** Low to high for the colour of points: its middle is grey, not the paper's colour, so that no point vanishes. */
export const SPECTRUM: readonly (readonly [number, string])[] = [[0, DOWN], [0.5, '#9a9fa5'], [1, UP]];
