import { Button } from '@mantine/core';
import { IconBrandPython, IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { download, fileName } from '../../kit/download.ts';
import { ErrorNote } from '../../kit/ErrorNote.tsx';
import { plural } from '../../kit/format.ts';
import { DeployCard } from './DeployCard.tsx';
import { useScript } from '../../hooks/use-script.ts';

/** The whole study as a script that scikit-learn, pandas and Keras run. */
export function PythonCard() {
  const { actions } = useApp();
  const name = useStudy((s) => s.name);
  const [copied, setCopied] = useState(false);
  const { code, error } = useScript();
  const copy = (text: string) => () => {
    navigator.clipboard.writeText(text).then(() => setCopied(true), (error: unknown) => actions.say({ tone: 'error', text: `The script could not be copied: ${error instanceof Error ? error.message : String(error)}` }));
  };
  return (
    <DeployCard
      icon={<IconBrandPython size={18} />}
      title="Python script"
      text="Everything the study does, with scikit-learn, pandas and Keras: reads your file, prepares, splits, trains and scores the same models."
      actions={code === null ? null : (
        <>
          <Button variant="default" leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />} onClick={copy(code)}>{copied ? 'Copied' : 'Copy'}</Button>
          <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={() => download(`${fileName(name)}.py`, code, 'text/x-python')}>{`Download (${plural(code.split('\n').length, 'line')})`}</Button>
        </>
      )}
    >
      {error ? <ErrorNote error={error} /> : null}
    </DeployCard>
  );
}
