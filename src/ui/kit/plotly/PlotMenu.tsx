import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconFileTypeCsv, IconFileTypeSvg, IconPhoto, IconTable } from '@tabler/icons-react';
import type { RefObject } from 'react';
import type { Figure } from '../../../charts/figure.ts';
import { paperColor, type Scheme, themed } from '../../../charts/theme.ts';
import { useApp } from '../../hooks/use-app.ts';
import { tableToText } from '../csv.ts';
import { download, fileName } from '../download.ts';
import type { Plotly } from './plotly.ts';

interface Props {
  readonly figure: Figure;
  readonly scheme: Scheme;
  readonly plotly: Plotly | null;
  readonly root: RefObject<HTMLDivElement | null>;
  readonly asTable: boolean;
  readonly onAsTable: (value: boolean) => void;
}

async function picture({ figure, scheme, plotly, root }: Props, format: 'png' | 'svg'): Promise<Blob> {
  const box = root.current;
  if (plotly === null || box === null) throw new Error('The chart is not drawn yet.');
  const { data, layout } = themed(figure, scheme);
  const margin = { l: 56, r: 24, b: 56, ...(typeof layout['margin'] === 'object' ? layout['margin'] : {}), t: 64 };
  const whole = { ...layout, margin, paper_bgcolor: paperColor(scheme), title: { text: figure.title, x: 0.02, xanchor: 'left', font: { size: 15 } } };
  const url = await plotly.toImage({ data, layout: whole }, { format, width: Math.max(480, box.clientWidth || 720), height: Math.max(320, (box.clientHeight || 360) + 52), scale: format === 'png' ? 2 : 1 });
  const comma = url.indexOf(',');
  const body = url.slice(comma + 1);
  if (url.slice(0, comma).endsWith('base64')) return new Blob([Uint8Array.from(atob(body), (c) => c.codePointAt(0) ?? 0)], { type: 'image/png' });
  return new Blob([decodeURIComponent(body)], { type: 'image/svg+xml' });
}

/** The same menu on every chart: picture, drawing, numbers, copy, and the chart as a table. */
export function PlotMenu(props: Props) {
  const { actions } = useApp();
  const { figure, asTable, onAsTable, plotly } = props;
  const name = fileName(figure.title);
  const attempt = (what: string, run: () => Promise<void>) => () => {
    void run().catch((error: unknown) => actions.say({ tone: 'error', text: `The chart could not be ${what}: ${error instanceof Error ? error.message : String(error)}` }));
  };
  const save = (format: 'png' | 'svg') => attempt(`saved as ${format.toUpperCase()}`, async () => download(`${name}.${format}`, await picture(props, format)));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Export or show as table: ${figure.title}`} className="tl-plot-menu">
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTable size={14} />} onClick={() => onAsTable(!asTable)}>{asTable ? 'Show as chart' : 'Show as table'}</Menu.Item>
        <Menu.Divider />
        <Menu.Item disabled={plotly === null} leftSection={<IconPhoto size={14} />} onClick={save('png')}>Save picture (PNG)</Menu.Item>
        <Menu.Item disabled={plotly === null} leftSection={<IconFileTypeSvg size={14} />} onClick={save('svg')}>Save drawing (SVG)</Menu.Item>
        <Menu.Item leftSection={<IconFileTypeCsv size={14} />} onClick={() => download(`${name}.csv`, tableToText(figure.table), 'text/csv')}>Save numbers (CSV)</Menu.Item>
        <Menu.Item
          disabled={plotly === null}
          leftSection={<IconCopy size={14} />}
          onClick={attempt('copied', async () => navigator.clipboard.write([new ClipboardItem({ 'image/png': picture(props, 'png') })]))}
        >
          Copy picture
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={14} />} onClick={attempt('copied', async () => navigator.clipboard.writeText(tableToText(figure.table, '\t')))}>Copy numbers</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
