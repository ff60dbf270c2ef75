import { useEffect, useState } from 'react';
import type { Run } from '../../state/app.ts';
import { useApp } from '../hooks/use-app.ts';
import { stageTitles } from './stages.ts';

const ended = (run: Run): string => (run.status === 'failed' ? `Training ${run.modelType} failed: ${run.error?.message ?? ''}` : `Training ${run.modelType} is done.`);

/** Says in words, to screen readers, what sighted people see change: the stage, what was undone, what finished. */
export function Announcer() {
  const app = useApp();
  const [text, setText] = useState('');
  useEffect(() => {
    const leave = [
      app.session.subscribe((now, before) => {
        if (now.stage !== before.stage) setText(`${stageTitles[now.stage]} is open.`);
      }),
      app.document.subscribe((now, before) => {
        if (now.redoLabel !== null && now.redoLabel !== before.redoLabel) setText(`Undone: ${now.redoLabel}.`);
        if (now.save.status !== before.save.status && now.save.status === 'failed') setText(now.save.message ?? 'Not saved.');
      }),
      app.runs.subscribe((now, before) => {
        for (const [key, run] of Object.entries(now)) {
          const old = before[key];
          if (old !== undefined && old.activity !== 'idle' && run.activity === 'idle') setText(ended(run));
        }
      }),
    ];
    return () => {
      for (const off of leave) off();
    };
  }, [app]);
  return <output className="tl-hidden" aria-live="polite">{text}</output>;
}
