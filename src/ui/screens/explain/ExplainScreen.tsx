import { Screen } from '../../kit/Screen.tsx';
import { Note } from '../../kit/Note.tsx';
import { NeedsRun } from '../runs/Needs.tsx';
import { RunPicker } from '../runs/RunPicker.tsx';
import '../runs/runs.css';
import { useSelectedRun } from '../runs/use-study-runs.ts';
import { Alike } from './Alike.tsx';
import './explain.css';
import { ByBuild } from './ByBuild.tsx';
import { Changing } from './Changing.tsx';
import { isForest, isTree } from '../runs/labels.ts';
import { Permutation } from './Permutation.tsx';
import { ReportButton } from './ReportButton.tsx';
import { Shap } from './Shap.tsx';

/** Why does the model say what it says? */
export default function ExplainScreen() {
  const { all, run } = useSelectedRun();
  if (run === null) return <Screen title="Explain"><NeedsRun what="Explanations are made of trained models." /></Screen>;
  return (
    <Screen
      title="Explain"
      lead={`Which columns ${run.label} needs, and what each cell of a row adds to its prediction. On your own columns, before encoding and scaling.`}
      actions={(
        <>
          <RunPicker all={all} run={run} />
          <ReportButton all={all} run={run} variant="filled" />
        </>
      )}
    >
      {run.baseline ? <Note>{`${run.label} is a baseline: it gives the same answer whatever the cells say, so nothing matters to it. Choose another model.`}</Note> : null}
      {run.summary.task === 'unsupervised' ? null : <Permutation key={`p${run.key}`} run={run} />}
      {isTree(run.summary.model.type) ? <ByBuild key={`b${run.key}`} run={run} /> : null}
      <Shap key={run.key} run={run} />
      <Changing key={`c${run.key}`} run={run} />
      {isForest(run.summary.model.type) ? <Alike key={`a${run.key}`} run={run} /> : null}
    </Screen>
  );
}
