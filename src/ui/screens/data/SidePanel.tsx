import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';

export type SideTab = 'column' | 'reading' | 'issues';

interface Props {
  readonly tab: SideTab;
  readonly onTab: (tab: SideTab) => void;
  readonly issues: number;
  readonly children: ReactNode;
}

/** Right of the grid: the chosen column, how the file was read, and what is wrong with it. */
export function SidePanel({ tab, onTab, issues, children }: Props) {
  return (
    <aside className="tl-side" aria-label="About the data">
      <SegmentedControl
        fullWidth
        aria-label="Show"
        value={tab}
        onChange={(value) => onTab(value as SideTab)}
        data={[{ value: 'column', label: 'Column' }, { value: 'reading', label: 'How it was read' }, { value: 'issues', label: issues === 0 ? 'Issues' : `Issues (${issues})` }]}
      />
      <div className="tl-side-body">{children}</div>
    </aside>
  );
}
