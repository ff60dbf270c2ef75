import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useApp } from '../hooks/use-app.ts';
import './kit.css';

interface ScreenProps {
  readonly title: string;
  /** One sentence: what is seen here, or what came of it. */
  readonly lead?: ReactNode;
  /** Right of the title; at most one primary button. */
  readonly actions?: ReactNode;
  /** The content takes the height of the window and scrolls inside itself (grids, split panes). */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

/** The frame of every stage: title, sentence, actions, content. */
export function Screen({ title, lead, actions, fill = false, children }: ScreenProps) {
  const app = useApp();
  return (
    <div className="tl-screen" data-fill={fill || undefined}>
      <header className="tl-screen-head">
        <div className="tl-screen-words">
          <h1 className="tl-screen-title">
            {title}
            <Tooltip label={`Help on ${title}`}>
              <ActionIcon size={20} aria-label={`Help on ${title}`} onClick={() => app.actions.go('help')}>
                <IconHelp size={15} />
              </ActionIcon>
            </Tooltip>
          </h1>
          {lead ? <p className="tl-screen-lead">{lead}</p> : null}
        </div>
        {actions ? <div className="tl-screen-actions">{actions}</div> : null}
      </header>
      <div className="tl-screen-body">{children}</div>
    </div>
  );
}

interface SectionProps {
  readonly title?: ReactNode;
  /** A sentence under the title. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** Without its own ground and border. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}

/** A part of a screen on its own sheet. */
export function Section({ title, lead, actions, bare = false, children }: SectionProps) {
  const id = useId();
  return (
    <section className="tl-section" data-bare={bare || undefined} aria-labelledby={title ? id : undefined}>
      {title || actions ? (
        <header className="tl-section-head">
          {title ? <h2 id={id} className="tl-section-title">{title}</h2> : null}
          {actions ? <div className="tl-section-actions">{actions}</div> : null}
        </header>
      ) : null}
      {lead ? <p className="tl-section-lead">{lead}</p> : null}
      {children}
    </section>
  );
}
