import { Button } from '@mantine/core';
import { IconAtom, IconPlayerPlay, IconTable } from '@tabler/icons-react';
import { useApp, useRuns, useStudy } from '../../hooks/use-app.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';

/** No table yet: a sample is one press away. */
export function NeedsData({ what }: { readonly what: string }) {
  const { actions } = useApp();
  return (
    <EmptyState
      icon={<IconTable size={20} />}
      title="No data yet"
      text={`${what} Drop a file on Home, or try it with the penguins.`}
      action={(
        <>
          <Button variant="default" onClick={() => actions.go('home')}>Go to Home</Button>
          <Button onClick={() => void actions.openSample('penguins')}>Open the penguins</Button>
        </>
      )}
    />
  );
}

/** What stands between the study and a result: data, models, or a press of Train. */
export function NeedsRun({ what }: { readonly what: string }) {
  const app = useApp();
  const study = useStudy((s) => s);
  const busy = useRuns((runs) => study.models.some((m) => (runs[app.runKey(study, m.id)]?.activity ?? 'idle') !== 'idle'));
  if (study.data === null) return <NeedsData what={what} />;
  if (study.models.length === 0) {
    return <EmptyState icon={<IconAtom size={20} />} title="No models yet" text={`${what} Choose what to try first.`} action={<Button onClick={() => app.actions.go('model')}>Choose models</Button>} />;
  }
  if (busy) return <EmptyState icon={<IconPlayerPlay size={20} />} title="Training is under way" text={`${what} The first result shows up here when it is there.`} action={<Button variant="default" onClick={() => app.actions.go('train')}>Watch it learn</Button>} />;
  return (
    <EmptyState
      icon={<IconPlayerPlay size={20} />}
      title="Nothing is trained yet"
      text={`${what} The study has ${study.models.length === 1 ? 'a model' : `${study.models.length} models`} waiting.`}
      action={<Button onClick={() => { app.actions.go('train'); app.actions.train(); }}>{`Train ${study.models.length === 1 ? '1 model' : `${study.models.length} models`}`}</Button>}
    />
  );
}
