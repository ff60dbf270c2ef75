import type { Figure } from './figure.ts';

/** Pixels: a letter of a tick label of 11 px, what stands between it and the drawing, a title beside it; and the letters of a number and of a day. */
const LETTER = 6.3;
const GAP = 19;
const TITLE = 26;
const NUMBER = 4;
const DATE = 10;
const LEGEND = 48;
const COLOR_BAR = 92;

type Values = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
const record = (value: unknown): Values => (isRecord(value) ? value : {});
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : []);
const longest = (words: readonly string[]): number => words.reduce((most, word) => Math.max(most, word.length), 0);

/** Letters of the longest label of an axis: as written, the categories it goes through, or a number's. */
function letters({ data }: Figure, axis: Values, key: 'x' | 'y'): number {
  if (axis['type'] === 'date') return DATE;
  const written = texts(axis['ticktext']);
  if (written.length > 0) return longest(written);
  return longest(data.flatMap((trace) => texts(trace[key]))) || NUMBER;
}

/** Which parts beside the drawing there are. */
function hasColorBar(trace: Values): boolean {
  const marker = record(trace['marker']);
  return trace['type'] === 'heatmap' ? trace['showscale'] !== false : marker['showscale'] === true;
}
const hasLegend = ({ data, layout }: Figure): boolean => (typeof layout['showlegend'] === 'boolean' ? layout['showlegend'] : data.length > 1);

export interface Margins {
  readonly l: number;
  readonly r: number;
  readonly t: number;
  readonly b: number;
}

/**
 * Room for labels, titles, legend and colour bar, a little more than they need. Plotly finds the room itself, but by drawing the
 * whole chart, measuring, and drawing it again: half of the time that a chart takes. Where it is given enough it draws once.
 */
export function marginsOf(figure: Figure): Margins {
  const axes = (name: string): readonly Values[] => [{}, ...Object.keys(figure.layout).filter((key) => key.startsWith(name)).map((key) => record(figure.layout[key]))];
  const x = record(figure.layout['xaxis']);
  const y = record(figure.layout['yaxis']);
  const given = record(figure.layout['margin']);
  const titled = (axis: Values): number => (record(axis['title'])['text'] ? TITLE : 0);
  const across = letters(figure, x, 'x') * LETTER;
  const dated = x['type'] === 'date' ? 16 : 0;
  const room: Margins = {
    l: y['visible'] === false ? 0 : letters(figure, y, 'y') * LETTER + GAP + Math.max(...axes('yaxis').map(titled)),
    r: figure.data.some(hasColorBar) ? COLOR_BAR : 18,
    t: hasLegend(figure) ? LEGEND : 16,
    b: x['visible'] === false ? 0 : (x['tickangle'] === -45 ? across * 0.75 + GAP : 28 + dated) + Math.max(...axes('xaxis').map(titled)),
  };
  const least = (side: keyof Margins): number => Math.ceil(Math.max(room[side], typeof given[side] === 'number' ? given[side] : 0));
  return { l: least('l'), r: least('r'), t: least('t'), b: least('b') };
}
