import { Box } from '@mantine/core';
import type { ReactNode } from 'react';

/** Room for a table that may be wider than its place: scrolls, by keyboard too. */
export function TableWrap({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <Box component="section" className="tl-table-wrap" tabIndex={0} aria-label={label}>{children}</Box>;
}
