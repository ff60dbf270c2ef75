import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { Screen } from '../../kit/Screen.tsx';
import { NeedsData } from '../runs/Needs.tsx';
import { SplitSection } from './SplitSection.tsx';
import { StepsSection } from './StepsSection.tsx';
import { TaskSection } from './TaskSection.tsx';
import './prepare.css';

export default function PrepareScreen() {
  const { actions } = useApp();
  const hasData = useStudy((s) => s.data !== null);
  if (!hasData) return <Screen title="Prepare"><NeedsData what="Here you choose what to predict and make the table fit for learning." /></Screen>;
  return (
    <Screen title="Prepare" lead="What to predict, what is done to the table first, and which rows test. Every change can be undone, in the middle too." actions={<Button rightSection={<IconArrowRight size={14} />} onClick={() => actions.go('model')}>Choose models</Button>}>
      <div className="tl-prepare">
        <StepsSection />
        <div className="tl-prepare-side">
          <TaskSection />
          <SplitSection />
        </div>
      </div>
    </Screen>
  );
}
