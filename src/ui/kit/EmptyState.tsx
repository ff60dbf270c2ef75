import type { ReactNode } from 'react';

interface Props {
  readonly text: ReactNode;
  readonly icon?: ReactNode;
  readonly title?: string;
  /** Usually one button: what to do about it. */
  readonly action?: ReactNode;
}

/** A place with nothing in it yet: says why and what to do. */
export function EmptyState({ text, icon, title, action }: Props) {
  return (
    <div className="tl-empty">
      {icon ? <div className="tl-empty-icon" aria-hidden>{icon}</div> : null}
      {title ? <p className="tl-empty-title">{title}</p> : null}
      <p className="tl-empty-text">{text}</p>
      {action ? <div className="tl-empty-action">{action}</div> : null}
    </div>
  );
}
