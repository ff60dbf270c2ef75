/**
 * One look for all figures. Figures carry no colours of the interface; where they need one they write a token
 * (`'@accent'`, `'@muted'`, `'@text'`, `'@line'`, `'@surface'`, `'@alert'`, `'@passed'`, and the colour scales
 * `'@sequential'`, `'@viridis'`, `'@diverging'`) in a property whose name holds "color", and `themed` fills it in.
 */
import type { Figure } from './figure.ts';
import { marginsOf } from './margins.ts';

export type Scheme = 'light' | 'dark';

/** Okabe and Ito (2008), in an order whose neighbours differ most, and two more so that ten digits have ten colours; names are for the person. */
export const classPalette: readonly { readonly name: string; readonly color: string }[] = [
  { name: 'Blue', color: '#0072B2' },
  { name: 'Orange', color: '#E69F00' },
  { name: 'Bluish green', color: '#009E73' },
  { name: 'Vermillion', color: '#D55E00' },
  { name: 'Reddish purple', color: '#CC79A7' },
  { name: 'Sky blue', color: '#56B4E9' },
  { name: 'Yellow', color: '#D9C400' },
  { name: 'Grey', color: '#8A8F99' },
  { name: 'Brown', color: '#8C5A2B' },
  { name: 'Lavender', color: '#A78BDA' },
];

/** A class keeps its colour on every screen: by its index among the sorted class names. */
export const classColor = (index: number): string => classPalette[((index % classPalette.length) + classPalette.length) % classPalette.length]!.color;

type Scale = readonly (readonly [number, string])[];
const even = (colors: readonly string[]): Scale => colors.map((c, i) => [i / (colors.length - 1), c] as const);

/** Nuñez, Anderton and Renslow (2018). */
export const cividis = even(['#00224e', '#123570', '#3b496c', '#575d6d', '#707173', '#8a8678', '#a59c74', '#c3b369', '#e1cc55', '#fee838']);
export const viridis = even(['#440154', '#482878', '#3e4989', '#31688e', '#26828e', '#1f9e89', '#35b779', '#6ece58', '#b5de2b', '#fde725']);

interface Ink {
  readonly text: string; readonly muted: string; readonly line: string; readonly grid: string; readonly surface: string; readonly sunken: string;
  readonly accent: string; readonly alert: string; readonly passed: string; readonly diverging: Scale;
}
const ink: Readonly<Record<Scheme, Ink>> = {
  light: {
    text: '#1a1c21', muted: '#666c79', line: '#cdd0d8', grid: '#eceef2', surface: '#ffffff', sunken: '#f1f2f5', accent: '#4b57c9', alert: '#b42318', passed: '#186a3b',
    diverging: even(['#0b559f', '#3b82c4', '#8fbbe0', '#d5e3ef', '#f5f5f5', '#fbdcc4', '#f2a56f', '#d86a28', '#9c3f0a']),
  },
  dark: {
    text: '#e8e9ed', muted: '#949aa7', line: '#3d404a', grid: '#25272d', surface: '#17181c', sunken: '#1e2025', accent: '#9aa3ff', alert: '#ff9d94', passed: '#7fd6a2',
    diverging: even(['#7cc0f5', '#4a93d3', '#2d6496', '#26415a', '#23252b', '#553a28', '#98592b', '#dd8344', '#ffb37f']),
  },
};

const FONT = "'Inter Variable', system-ui, sans-serif";

function fill(value: unknown, key: string, colors: Ink): unknown {
  if (typeof value === 'string') {
    if (!value.startsWith('@') || !/color/i.test(key)) return value;
    const name = value.slice(1);
    if (name === 'sequential') return cividis;
    if (name === 'viridis') return viridis;
    return Object.hasOwn(colors, name) ? colors[name as keyof Ink] : value;
  }
  if (Array.isArray(value)) {
    // Long arrays are data, never a list of objects with tokens in them.
    if (/color/i.test(key) || (value.length > 0 && value.length < 500 && typeof value[0] === 'object' && value[0] !== null)) return value.map((v) => fill(v, key, colors));
    return value;
  }
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, fill(v, k, colors)]));
  }
  return value;
}

function template(colors: Ink): Record<string, unknown> {
  const axis = {
    automargin: true, gridcolor: colors.grid, linecolor: colors.line, zerolinecolor: colors.line, tickcolor: colors.line, zeroline: false,
    ticks: 'outside', ticklen: 4, tickfont: { size: 11, color: colors.muted }, title: { font: { size: 12, color: colors.muted }, standoff: 8 },
  };
  return {
    layout: {
      font: { family: FONT, size: 12, color: colors.text },
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      colorway: classPalette.map((c) => c.color),
      colorscale: { sequential: cividis, diverging: colors.diverging },
      xaxis: { ...axis, showgrid: false },
      yaxis: { ...axis },
      hoverlabel: { bgcolor: colors.surface, bordercolor: colors.line, font: { family: FONT, size: 12, color: colors.text }, align: 'left' },
      legend: { font: { size: 12, color: colors.text }, bgcolor: 'rgba(0,0,0,0)', orientation: 'h', yanchor: 'bottom', y: 1.01, x: 0, xanchor: 'left', traceorder: 'normal' },
      coloraxis: { colorbar: { outlinewidth: 0, thickness: 10 } },
      hovermode: 'closest',
      bargap: 0.08,
    },
  };
}

/** The figure as Plotly takes it, for one theme; the figure itself is not touched. */
export function themed(figure: Figure, scheme: Scheme): { readonly data: Record<string, unknown>[]; readonly layout: Record<string, unknown> } {
  const colors = ink[scheme];
  return {
    data: figure.data.map((trace) => fill(trace, '', colors) as Record<string, unknown>),
    layout: { ...(fill(figure.layout, '', colors) as Record<string, unknown>), margin: marginsOf(figure), template: template(colors), autosize: true },
  };
}

/** Ground of an exported picture, which has no page behind it. */
export const paperColor = (scheme: Scheme): string => ink[scheme].surface;

/** A figure's traces with their colours, and what stands around them: for charts that are drawn without Plotly. */
export function inked({ data }: Figure, scheme: Scheme): { readonly data: Figure['data']; readonly font: string; readonly text: string; readonly muted: string; readonly line: string; readonly grid: string; readonly paper: string } {
  const colors = ink[scheme];
  return { data: data.map((trace) => fill(trace, '', colors) as Figure['data'][number]), font: FONT, text: colors.text, muted: colors.muted, line: colors.line, grid: colors.grid, paper: colors.surface };
}
