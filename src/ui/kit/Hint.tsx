import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

/** A term that explains itself on hover and on keyboard focus. */
export function Hint({ text, children }: { readonly text: ReactNode; readonly children: ReactNode }) {
  return (
    <Tooltip label={text}>
      <button type="button" className="tl-hint">{children}</button>
    </Tooltip>
  );
}
