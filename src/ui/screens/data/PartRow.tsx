import type { ReactNode } from 'react';
import type { Draft, Part } from './dialect.ts';

interface Props {
  readonly part: Part;
  readonly label: string;
  readonly draft: Draft;
  readonly onFound: (part: Part) => void;
  readonly children: ReactNode;
}

/** One part of the dialect, and whether it was found or chosen. */
export function PartRow({ part, label, draft, onFound, children }: Props) {
  const own = draft.dialect[part] !== undefined;
  return (
    <div className="tl-part">
      <label htmlFor={`reading-${part}`}>{label}</label>
      {children}
      {own ? <button type="button" className="tl-link tl-part-how" onClick={() => onFound(part)}>use what was found</button> : <span className="tl-dim tl-part-how">found</span>}
    </div>
  );
}
