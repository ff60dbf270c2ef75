import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ErrorRecord } from '../../engine/core/errors.ts';

/** "column “age”, row 12" */
export function describePlace(at: ErrorRecord['at']): string {
  const parts: string[] = [];
  if (at.column !== undefined) parts.push(`column “${at.column}”`);
  if (at.row !== undefined) parts.push(`row ${at.row + 1}`);
  if (at.step !== undefined) parts.push(`step “${at.step}”`);
  if (at.param !== undefined) parts.push(`parameter “${at.param}”`);
  if (at.algorithm !== undefined) parts.push(at.algorithm);
  return parts.join(', ');
}

/** An error as a sentence, where it is, and what to do. */
export function ErrorNote({ error, action }: { readonly error: ErrorRecord; readonly action?: ReactNode }) {
  const place = describePlace(error.at);
  return (
    <div className="tl-note" data-tone="alert" role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <div className="tl-note-words">
        <p>{error.message}</p>
        {place ? <p className="tl-dim">At {place}.</p> : null}
      </div>
      {action}
    </div>
  );
}
