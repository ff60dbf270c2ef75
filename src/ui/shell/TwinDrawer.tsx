import { ActionIcon, Button, CopyButton, Skeleton } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload, IconX } from '@tabler/icons-react';
import { useApp, useStudy } from '../hooks/use-app.ts';
import { useScript } from '../hooks/use-script.ts';
import { download, fileName } from '../kit/download.ts';
import { EmptyState } from '../kit/EmptyState.tsx';
import { ErrorNote } from '../kit/ErrorNote.tsx';
import { PythonCode } from './PythonCode.tsx';

/** The script that does what the study does so far, made anew with every change. */
export function TwinDrawer() {
  const { actions } = useApp();
  const study = useStudy((s) => s);
  const { code, error } = useScript();
  return (
    <aside className="tl-twin" aria-label="Python twin">
      <header className="tl-twin-head">
        <h2 className="tl-section-title">Python twin</h2>
        <div className="tl-bar-space" />
        {code ? (
          <>
            <CopyButton value={code}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />} onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>
              )}
            </CopyButton>
            <Button size="compact-xs" variant="default" leftSection={<IconDownload size={13} />} onClick={() => download(`${fileName(study.name)}.py`, code, 'text/x-python')}>Save</Button>
          </>
        ) : null}
        <ActionIcon size={24} aria-label="Close the Python twin" onClick={() => actions.togglePanel('python')}><IconX size={15} /></ActionIcon>
      </header>
      {error ? <ErrorNote error={error} /> : code === null ? <Skeleton height={240} /> : code === '' ? <EmptyState text="Open a file or a sample: the script that does the same in Python appears here, and grows with every step." /> : <PythonCode code={code} />}
    </aside>
  );
}
