import { IconAlertTriangle, IconCheck, IconLoader2 } from '@tabler/icons-react';
import { useDocument } from '../hooks/use-app.ts';

/** Whether what is on screen would survive a crash now. A failure stays, with its sentence, until a save succeeds. */
export function SaveState() {
  const save = useDocument((d) => d.save);
  if (save.status === 'failed') {
    return (
      <span className="tl-save" data-status="failed" role="alert">
        <IconAlertTriangle size={14} aria-hidden />
        {save.message ?? 'Not saved. The last saved version is kept; saving is tried again.'}
      </span>
    );
  }
  return (
    <span className="tl-save" data-status={save.status}>
      {save.status === 'saving' ? <IconLoader2 size={14} aria-hidden /> : <IconCheck size={14} aria-hidden />}
      {save.status === 'saving' ? 'Saving…' : 'Saved'}
    </span>
  );
}
