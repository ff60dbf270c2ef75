import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconFileTypeCsv, IconFileTypeSvg, IconPhoto, IconTable } from '@tabler/icons-react';
import type { Figure } from '../../../charts/figure.ts';
import { useApp } from '../../hooks/use-app.ts';
import { tableToText } from '../csv.ts';
import { download, fileName } from '../download.ts';

interface Props {
  readonly figure: Figure;
  /** The chart as a file; `null` while it is not drawn. */
  readonly picture: ((format: 'png' | 'svg') => Promise<Blob>) | null;
  readonly asTable: boolean;
  readonly onAsTable: (value: boolean) => void;
}

/** The same menu on every chart: picture, drawing, numbers, copy, and the chart as a table. */
export function PlotMenu({ figure, picture, asTable, onAsTable }: Props) {
  const { actions } = useApp();
  const name = fileName(figure.title);
  const attempt = (what: string, run: () => Promise<void>) => () => {
    void run().catch((error: unknown) => actions.say({ tone: 'error', text: `The chart could not be ${what}: ${error instanceof Error ? error.message : String(error)}` }));
  };
  const drawn = async (format: 'png' | 'svg'): Promise<Blob> => {
    if (picture === null) throw new Error('The chart is not drawn yet.');
    return picture(format);
  };
  const save = (format: 'png' | 'svg') => attempt(`saved as ${format.toUpperCase()}`, async () => download(`${name}.${format}`, await drawn(format)));
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
        <Menu.Item disabled={picture === null} leftSection={<IconPhoto size={14} />} onClick={save('png')}>Save picture (PNG)</Menu.Item>
        <Menu.Item disabled={picture === null} leftSection={<IconFileTypeSvg size={14} />} onClick={save('svg')}>Save drawing (SVG)</Menu.Item>
        <Menu.Item leftSection={<IconFileTypeCsv size={14} />} onClick={() => download(`${name}.csv`, tableToText(figure.table), 'text/csv')}>Save numbers (CSV)</Menu.Item>
        <Menu.Item
          disabled={picture === null}
          leftSection={<IconCopy size={14} />}
          onClick={attempt('copied', async () => navigator.clipboard.write([new ClipboardItem({ 'image/png': drawn('png') })]))}
        >
          Copy picture
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={14} />} onClick={attempt('copied', async () => navigator.clipboard.writeText(tableToText(figure.table, '\t')))}>Copy numbers</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
