import { Screen } from '../../kit/Screen.tsx';
import { NeedsRun } from '../runs/Needs.tsx';
import { RunPicker } from '../runs/RunPicker.tsx';
import '../runs/runs.css';
import { useSelectedRun } from '../runs/use-study-runs.ts';
import './deploy.css';
import { FileCards } from './FileCards.tsx';
import { OnnxCard } from './OnnxCard.tsx';
import { PythonCard } from './PythonCard.tsx';
import { TreeFilesCard } from './TreeFilesCard.tsx';

/** How do I take it away? */
export default function DeployScreen() {
  const { all, run } = useSelectedRun();
  if (run === null) return <Screen title="Deploy"><NeedsRun what="Models, predictions and reports are taken away from here." /></Screen>;
  return (
    <Screen title="Deploy" lead="Everything is written in this tab and saved to your own downloads. Nothing is uploaded." actions={<RunPicker all={all} run={run} />}>
      <OnnxCard key={run.key} run={run} />
      <div className="tl-deploys">
        <PythonCard />
        <TreeFilesCard run={run} />
        <FileCards all={all} run={run} />
      </div>
    </Screen>
  );
}
