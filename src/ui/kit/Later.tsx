import { type ReactNode, startTransition, useEffect, useState } from 'react';

interface Props {
  /** What stands there until then, at its place and size. */
  readonly until?: ReactNode;
  readonly children: ReactNode;
}

/** Shows the frame of a screen first and its heavy part right after it, made in pieces between which the page answers. */
export function Later({ until = null, children }: Props) {
  const [now, setNow] = useState(false);
  // Not `useDeferredValue`: within a screen that is deferred itself it would not wait.
  useEffect(() => startTransition(() => setNow(true)), []);
  return now ? children : until;
}
