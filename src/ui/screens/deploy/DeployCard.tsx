import type { ReactNode } from 'react';

interface Props {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  /** Why it cannot be had here; greys the card. */
  readonly reason?: string | null;
  /** What can be pressed. */
  readonly actions: ReactNode;
  readonly whole?: boolean;
  readonly children?: ReactNode;
}

/** One way to take the work away. */
export function DeployCard({ icon, title, text, reason = null, actions, whole = false, children }: Props) {
  return (
    <section className="tl-section tl-deploy" data-whole={whole || undefined} data-off={reason !== null || undefined} aria-label={title}>
      <div className="tl-deploy-head">
        <span className="tl-deploy-icon" aria-hidden>{icon}</span>
        <div className="tl-deploy-words">
          <h2 className="tl-section-title">{title}</h2>
          <p className="tl-dim">{text}</p>
        </div>
        {whole ? <div className="tl-section-actions">{actions}</div> : null}
      </div>
      {children}
      {reason === null ? null : <p className="tl-deploy-reason">{reason}</p>}
      {whole ? null : <div className="tl-deploy-actions">{actions}</div>}
    </section>
  );
}
