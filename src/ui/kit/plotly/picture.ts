import type { Figure } from '../../../charts/figure.ts';
import { paperColor, type Scheme, themed } from '../../../charts/theme.ts';
import type { Plotly } from './plotly.ts';

/** A drawn chart as a file, on paper and with its title. */
export async function plotlyPicture(plotly: Plotly, figure: Figure, scheme: Scheme, box: HTMLElement, format: 'png' | 'svg'): Promise<Blob> {
  const { data, layout } = themed(figure, scheme);
  const margin = { l: 56, r: 24, b: 56, ...(typeof layout['margin'] === 'object' ? layout['margin'] : {}), t: 64 };
  const whole = { ...layout, margin, paper_bgcolor: paperColor(scheme), title: { text: figure.title, x: 0.02, xanchor: 'left', font: { size: 15 } } };
  const url = await plotly.toImage({ data, layout: whole }, { format, width: Math.max(480, box.clientWidth || 720), height: Math.max(320, (box.clientHeight || 360) + 52), scale: format === 'png' ? 2 : 1 });
  const comma = url.indexOf(',');
  const body = url.slice(comma + 1);
  if (url.slice(0, comma).endsWith('base64')) return new Blob([Uint8Array.from(atob(body), (c) => c.codePointAt(0) ?? 0)], { type: 'image/png' });
  return new Blob([decodeURIComponent(body)], { type: 'image/svg+xml' });
}
