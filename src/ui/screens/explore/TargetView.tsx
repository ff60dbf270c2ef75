import { useMemo } from 'react';
import { associationFigure, associationHeight } from '../../../charts/explore/association.ts';
import type { DataSource } from '../../../study/schema.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import { TargetPicker } from '../data/TargetPicker.tsx';

/** What each column alone says of the target; a click shows the two together. */
export function TargetView({ data, target, onPair }: { readonly data: DataSource; readonly target: string | null; readonly onPair: (a: string, b: string) => void }) {
  const { engine } = useApp();
  const state = useQuery(target === null ? null : `association:${data.table}:${target}`, (call) => engine.association({ table: data.table, target: target ?? '' }, call));
  const figure = useMemo(() => (state.data === null ? null : associationFigure(state.data)), [state.data]);
  if (target === null) return <Section><EmptyState title="No target yet" text="Choose the column to predict; every other column is then ranked by what it says of it." action={<TargetPicker />} /></Section>;
  return (
    <Section lead="Each column on its own, before any model. Two columns that say little alone can say much together; and one that says nearly everything may have leaked from the answer. Click a bar to see the two together.">
      <QueryView state={state}>
        {() => (
          <Plot
            figure={figure}
            height={associationHeight(figure?.table[0]?.values.length ?? 3)}
            empty="No other column can be compared with the target."
            onPointClick={({ customdata }) => {
              if (typeof customdata === 'string') onPair(customdata, target);
            }}
          />
        )}
      </QueryView>
    </Section>
  );
}
