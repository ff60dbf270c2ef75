import { Fragment, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';

export interface Pane {
  readonly id: string;
  readonly content: ReactNode;
  /** Pixels as a number, or "30%". */
  readonly size?: number | string;
  readonly minSize?: number | string;
  readonly maxSize?: number | string;
}

interface Props {
  /** Names the split in the person's memory of sizes. */
  readonly id: string;
  readonly panes: readonly Pane[];
  readonly orientation?: 'horizontal' | 'vertical';
}

/** Panes side by side (or stacked) that resize by drag or keys and remember their sizes. */
export function Splitter({ id, panes, orientation = 'horizontal' }: Props) {
  const ids = panes.map((pane) => pane.id);
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id: `tablab-split-${id}`, panelIds: ids, storage: localStorage });
  return (
    <Group className="tl-split" orientation={orientation} defaultLayout={defaultLayout} onLayoutChanged={onLayoutChanged}>
      {panes.map((pane, i) => (
        <Fragment key={pane.id}>
          {i > 0 ? <Separator className="tl-split-bar" data-orientation={orientation} aria-label={`Resize ${pane.id}`} /> : null}
          <Panel id={pane.id} className="tl-split-pane" defaultSize={pane.size} minSize={pane.minSize ?? 120} maxSize={pane.maxSize}>{pane.content}</Panel>
        </Fragment>
      ))}
    </Group>
  );
}
