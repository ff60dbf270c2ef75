import { Button } from '@mantine/core';
import { IconBinaryTree, IconDownload, IconFileSpreadsheet, IconFolder, IconReport } from '@tabler/icons-react';
import type { CallOptions, ExportFile } from '../../../jobs/protocol.ts';
import { useApp, useDocument, useStudy } from '../../hooks/use-app.ts';
import { saveFile } from '../../kit/save-file.ts';
import { ReportButton } from '../explain/ReportButton.tsx';
import { isNet } from '../runs/labels.ts';
import type { FinishedRun } from '../runs/use-study-runs.ts';
import { DeployCard } from './DeployCard.tsx';

interface Props {
  readonly all: readonly FinishedRun[];
  readonly run: FinishedRun;
}

/** A file made by the engine as a job of the dock, then saved. */
function useSave(): (label: string, make: (options: CallOptions) => Promise<ExportFile>) => () => void {
  const { actions } = useApp();
  return (label, make) => () => {
    void actions.job(label, (options) => make({ ...options, lane: 'long' })).then((file) => {
      if (file) saveFile(file);
    });
  };
}

/** The other ways: TensorFlow.js, predictions, study file, report. */
export function FileCards({ all, run }: Props) {
  const { engine, actions } = useApp();
  const study = useDocument((d) => d.study);
  const table = useStudy((s) => s.data?.table ?? '');
  const save = useSave();
  const net = isNet(run.summary.model.type);
  const made = actions.explanationsOf(run.key).length;
  return (
    <>
      <DeployCard
        icon={<IconFileSpreadsheet size={18} />}
        title="Predictions"
        text="A CSV of the test rows: row, true, predicted and the probability of each class. Cells that a spreadsheet would run as a formula are kept as text."
        actions={<Button variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={save(`Predictions of ${run.label}`, (options) => engine.exportPredictions({ key: run.key, table }, options))}>Download CSV</Button>}
      />
      <DeployCard
        icon={<IconReport size={18} />}
        title="Report"
        text={`One HTML file in words and plots, with a model card and how it was made; opens offline anywhere. ${made === 0 ? 'Explanations you make in Explain are put into it.' : made === 1 ? 'It holds the explanation you made.' : `It holds the ${made} explanations you made.`}`}
        actions={<ReportButton all={all} run={run} />}
      />
      <DeployCard
        icon={<IconBinaryTree size={18} />}
        title="TensorFlow.js model"
        text="The net alone as model.json and weights, to load in a web page or to go on training in Keras. Preparation is not inside: it is listed beside it."
        reason={net ? null : `${run.label} is not a neural network. Choose a net above, or take the ONNX file.`}
        actions={<Button variant="default" disabled={!net} leftSection={<IconDownload size={14} aria-hidden />} onClick={save(`TensorFlow.js model of ${run.label}`, (options) => engine.exportTfjs({ key: run.key, name: study.name }, options))}>Download</Button>}
      />
      <DeployCard
        icon={<IconFolder size={18} />}
        title="Study file"
        text="The study to open in Tablab again, here or on another machine, or to run on the command line. With the data it is complete in itself; without, the same file has to be there. Model files of other libraries are always in it."
        actions={(
          <>
            <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={save('Study file with data', (options) => engine.exportStudy({ study, withData: true }, options))}>With data</Button>
            <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={save('Study file', (options) => engine.exportStudy({ study, withData: false }, options))}>Without data</Button>
          </>
        )}
      />
    </>
  );
}
