import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { useStudy } from '../../hooks/use-app.ts';
import { useRemembered } from '../../hooks/use-remembered.ts';
import { Screen } from '../../kit/Screen.tsx';
import { useCommands } from '../../shell/commands.ts';
import { NeedsData } from '../runs/Needs.tsx';
import { CorrelationView } from './CorrelationView.tsx';
import { Distributions } from './Distributions.tsx';
import { PairsView } from './PairsView.tsx';
import { TargetView } from './TargetView.tsx';
import { type ExploreView, exploreViews } from './views.ts';
import './explore.css';

const leads: Readonly<Record<ExploreView, string>> = {
  distributions: 'How the values of each column are spread, and whether the groups of another column differ in it.',
  correlation: 'Which columns say the same thing. Two that are nearly one can be reduced to one.',
  pairs: 'A few columns against each other: lines, clouds and gaps that no number tells.',
  target: 'What each column says of the target, strongest first.',
};

export default function ExploreScreen() {
  const data = useStudy((s) => s.data);
  const target = useStudy((s) => s.target);
  const [view, setView] = useRemembered<ExploreView>('explore-view', 'distributions');
  const [, setPairs] = useRemembered<readonly string[] | null>(`explore-pairs:${data?.table ?? ''}`, null);
  useCommands(useMemo(() => exploreViews.map(({ value, label }) => ({ id: `explore-${value}`, group: 'Explore', label: `Show ${label.toLowerCase()}`, run: () => setView(value) })), [setView]));
  if (data === null) return <Screen title="Explore"><NeedsData what="Here you see what the columns look like and how they hang together." /></Screen>;
  const onPair = (a: string, b: string): void => {
    if (a === b) return;
    setPairs([a, b]);
    setView('pairs');
  };
  return (
    <Screen fill={view === 'distributions'} title="Explore" lead={leads[view]} actions={<SegmentedControl aria-label="View" data={[...exploreViews]} value={view} onChange={setView} />}>
      {view === 'distributions' ? <Distributions data={data} target={target} /> : null}
      {view === 'correlation' ? <CorrelationView data={data} target={target} onPair={onPair} /> : null}
      {view === 'pairs' ? <PairsView data={data} target={target} /> : null}
      {view === 'target' ? <TargetView data={data} target={target} onPair={onPair} /> : null}
    </Screen>
  );
}
