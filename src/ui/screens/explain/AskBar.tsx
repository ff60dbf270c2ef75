import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Asked } from './use-asked.ts';

/** Settings of a question, and the button that asks it. */
export function AskBar({ asked, verb, children }: { readonly asked: Asked<unknown>; readonly verb: string; readonly children: ReactNode }) {
  const idle = asked.state.activity === 'idle';
  return (
    <div className="tl-ask">
      {children}
      {asked.fresh || (idle && asked.state.status === 'failed') ? <Button variant="light" leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={asked.start}>{verb}</Button> : null}
    </div>
  );
}
