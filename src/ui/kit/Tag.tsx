import type { ReactNode } from 'react';
import type { Tone } from './Note.tsx';

/** A small label; `color` puts a class's dot before it. */
export function Tag({ tone = 'neutral', color, icon, children }: { readonly tone?: Tone; readonly color?: string; readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <span className="tl-tag" data-tone={tone}>
      {color ? <span className="tl-dot" style={{ background: color }} aria-hidden /> : null}
      {icon}
      {children}
    </span>
  );
}
