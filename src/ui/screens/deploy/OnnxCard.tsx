import { Button } from '@mantine/core';
import { IconDownload, IconPackageExport, IconShieldCheck } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useApp, useQuery, useStudy } from '../../hooks/use-app.ts';
import { formatBytes } from '../../kit/format.ts';
import { QueryView } from '../../kit/QueryView.tsx';
import { saveFile } from '../../kit/save-file.ts';
import { useCommands } from '../../shell/commands.ts';
import { useAsked } from '../explain/use-asked.ts';
import { Markdown } from '../help/Markdown.tsx';
import type { FinishedRun } from '../runs/use-study-runs.ts';
import { Certificate } from './Certificate.tsx';
import { DeployCard } from './DeployCard.tsx';
import { readmeOf } from './readme.ts';

/** The pages in the zip say how to run it with the person's own columns; the same words are shown here. */
function HowToRun({ runKey, bytes }: { readonly runKey: string; readonly bytes: Uint8Array }) {
  const state = useQuery(`onnx-readme:${runKey}`, useCallback(() => readmeOf(bytes), [bytes]));
  return state.data === null ? null : <details className="tl-howto"><summary>How to run it in Python and JavaScript</summary><Markdown text={state.data} skipTitle /></details>;
}

/** The model with its preprocessing as one ONNX file, checked on the person's own rows before it is handed over. */
export function OnnxCard({ run }: { readonly run: FinishedRun }) {
  const { engine } = useApp();
  const table = useStudy((s) => s.data?.table ?? '');
  const name = useStudy((s) => s.name);
  const asked = useAsked(`onnx:${run.key}:${name}`, useCallback((options) => engine.exportOnnx({ key: run.key, table, name }, { ...options, lane: 'long' }), [engine, run.key, table, name]));
  const made = asked.state.data;
  const { start } = asked;
  useCommands(useMemo(() => [{ id: 'onnx', group: 'Export', label: `Export ${run.label} as ONNX and verify it`, run: start }], [run.label, start]));
  const running = asked.state.activity === 'running';
  return (
    <DeployCard
      whole
      icon={<IconPackageExport size={18} />}
      title="ONNX, verified"
      text="The model with all preparation inside: takes your columns as they stand, runs in Python, JavaScript, C++, Java, C#. Before you get it, it is run on your own rows and compared."
      actions={made === null
        ? <Button leftSection={<IconShieldCheck size={14} aria-hidden />} loading={running} onClick={asked.start}>Export and verify</Button>
        : <Button leftSection={<IconDownload size={14} aria-hidden />} onClick={() => saveFile(made.file)}>{`Download ${made.file.name} (${formatBytes(made.file.bytes.length)})`}</Button>}
    >
      {asked.fresh ? null : (
        <QueryView state={asked.state} skeleton={<p className="tl-dim">Writing the file and running it.</p>} onCancel={asked.cancel} onRetry={asked.start}>
          {({ certificate, file }) => (
            <div className="tl-deploy-result">
              <Certificate certificate={certificate} />
              <HowToRun runKey={run.key} bytes={file.bytes} />
            </div>
          )}
        </QueryView>
      )}
    </DeployCard>
  );
}
