import { Button, Select } from '@mantine/core';
import { IconBinaryTree2, IconFileExport, IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { Response } from '../../../jobs/protocol.ts';
import { TREE_FORMATS, type TreeFormat } from '../../../study/tree-formats.ts';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { formatCount } from '../../kit/format.ts';
import { Note } from '../../kit/Note.tsx';
import { saveFile } from '../../kit/save-file.ts';
import { metaOf } from '../runs/labels.ts';
import type { FinishedRun } from '../runs/use-study-runs.ts';
import { DeployCard } from './DeployCard.tsx';

const forms = (Object.keys(TREE_FORMATS) as readonly TreeFormat[]).map((value) => ({ value, label: TREE_FORMATS[value].title }));

interface Made extends Response<'exportTrees'> {
  readonly format: TreeFormat;
  readonly key: string;
}

/** What came of reading the file again and running it. */
function Checked({ made: { check, columns, format } }: { readonly made: Made }) {
  const { rows, largestDifference } = check;
  const same = largestDifference <= 1e-5;
  return (
    <Note tone={same ? 'passed' : 'alert'}>
      {`The file was read again and run on ${formatCount(rows)} of your rows: ${largestDifference === 0 ? 'no difference' : `the largest difference is ${largestDifference.toExponential(1)}`}. It reads ${formatCount(columns.length)} columns: ${columns.slice(0, 6).join(', ')}${columns.length > 6 ? ', …' : ''}.`}
      {same ? '' : ` ${TREE_FORMATS[format].library} compares numbers in single precision, and some of your rows lie between.`}
    </Note>
  );
}

/** Asks for one file. */
const chooseFile = (then: (file: File) => void) => (): void => {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,.ubj,.txt,.model';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) then(file);
  });
  input.click();
};

/** Trees to and from the files of other libraries. */
export function TreeFilesCard({ run }: { readonly run: FinishedRun }) {
  const { engine, actions } = useApp();
  const table = useStudy((s) => s.data?.table ?? '');
  const name = useStudy((s) => s.name);
  const [format, setFormat] = useState<TreeFormat>('xgboost');
  const [made, setMade] = useState<Made | null>(null);
  const trees = metaOf(run.summary.model.type)?.tags.family === 'tree';
  const save = (): void => {
    void actions.job(`${TREE_FORMATS[format].title} of ${run.label}`, (options) => engine.exportTrees({ key: run.key, table, name, format }, { ...options, lane: 'long' })).then((answer) => {
      if (!answer) return;
      setMade({ ...answer, format, key: run.key });
      saveFile(answer.file);
    });
  };
  return (
    <DeployCard
      icon={<IconBinaryTree2 size={18} />}
      title="Model file of a tree library"
      text="The trees alone, to load in XGBoost, LightGBM or CatBoost; preparation is not inside. A model that one of them saved can be opened here: it joins the study and is scored, explained and exported like the others."
      reason={trees ? null : `${run.label} has no trees. Choose a tree model above, or take the ONNX file.`}
      actions={(
        <>
          <Button variant="subtle" leftSection={<IconFileImport size={14} aria-hidden />} onClick={chooseFile((file) => void actions.openModelFile(file))}>Open one</Button>
          <Select aria-label="Form of the model file" data={forms} value={format} allowDeselect={false} disabled={!trees} w={170} onChange={(value) => setFormat((value ?? 'xgboost') as TreeFormat)} />
          <Button variant="default" disabled={!trees} leftSection={<IconFileExport size={14} aria-hidden />} onClick={save}>Download</Button>
        </>
      )}
    >
      {made !== null && made.key === run.key ? <Checked made={made} /> : null}
    </DeployCard>
  );
}
