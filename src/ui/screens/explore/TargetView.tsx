import { useMemo } from 'react';
import { associationFigure } from '../../../charts/explore/correlation.ts';
import type { DataSource } from '../../../study/schema.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import { TargetPicker } from '../data/TargetPicker.tsx';
import { useCorrelation } from './use-correlation.ts';

const none: readonly string[] = [];

/** What each column alone says of the target; a click shows the two together. */
export function TargetView({ data, target, onPair }: { readonly data: DataSource; readonly target: string | null; readonly onPair: (a: string, b: string) => void }) {
  const state = useCorrelation(data, target, none);
  const figure = useMemo(() => (state.data === null || target === null ? null : associationFigure(state.data, target)), [state.data, target]);
  if (target === null) return <Section><EmptyState title="No target yet" text="Choose the column to predict; every other column is then ranked by what it says of it." action={<TargetPicker />} /></Section>;
  return (
    <Section lead="Each column on its own, before any model. Two columns that say little alone can say much together; and one that says nearly everything may have leaked from the answer. Click a bar to see the two together.">
      <QueryView state={state}>
        {() => (
          <Plot
            figure={figure}
            height={Math.min(900, 90 + Math.max(3, figure?.table[0]?.values.length ?? 3) * 28)}
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
