import { useState } from 'react';
import { useApp, useStudy } from '../hooks/use-app.ts';

/** The study's name, edited in place: Enter or leaving keeps it, Escape takes it back. */
export function StudyName() {
  const { actions } = useApp();
  const name = useStudy((s) => s.name);
  const [draft, setDraft] = useState<string | null>(null);
  const keep = (): void => {
    const next = draft?.trim();
    if (next && next !== name) actions.renameStudy(next);
    setDraft(null);
  };
  return (
    <span className="tl-name">
      <span className="tl-name-size" aria-hidden>{draft ?? name}</span>
      <input
        className="tl-name-input"
        aria-label="Name of the study"
        value={draft ?? name}
        maxLength={120}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          else if (event.key === 'Escape') setDraft(null);
        }}
      />
    </span>
  );
}
