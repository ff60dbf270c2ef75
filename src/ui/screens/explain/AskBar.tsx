import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Asked } from './use-asked.ts';

/** Settings of a question, and the button that asks it. */
export function AskBar({ asked, verb, children }: { readonly asked: Asked<unknown>; readonly verb: string; readonly children: ReactNode }) {
  const { activity, status, progress } = asked.state;
  const waits = activity === 'running' && progress === null;
  return (
    <div className="tl-ask">
      {children}
      {asked.fresh || (activity === 'idle' && status === 'failed') ? <Button variant="light" leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={asked.start}>{verb}</Button> : null}
      {waits ? <><span className="tl-dim tl-ask-wait">Waits for its turn.</span><Button variant="default" onClick={asked.cancel}>Cancel</Button></> : null}
    </div>
  );
}
