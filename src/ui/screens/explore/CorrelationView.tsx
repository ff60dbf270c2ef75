import { MultiSelect } from '@mantine/core';
import { useMemo } from 'react';
import { correlationFigure } from '../../../charts/explore/correlation.ts';
import type { DataSource } from '../../../study/schema.ts';
import { Hint } from '../../kit/Hint.tsx';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import { useRemembered } from '../../hooks/use-remembered.ts';
import { useCorrelation } from './use-correlation.ts';
import { MOST_COLUMNS } from './views.ts';

interface Props {
  readonly data: DataSource;
  readonly target: string | null;
  readonly onPair: (a: string, b: string) => void;
}

/** All columns against all; a click opens the pair. */
export function CorrelationView({ data, target, onPair }: Props) {
  const [own, setOwn] = useRemembered<readonly string[]>(`explore-correlated:${data.table}`, []);
  const state = useCorrelation(data, target, own);
  const figure = useMemo(() => (state.data === null ? null : correlationFigure(state.data)), [state.data]);
  const height = Math.min(900, Math.max(320, 160 + (state.data?.columns.length ?? 8) * 30));
  return (
    <Section
      lead={(
        <>
          {'Two numbers: '}
          <Hint text="How closely the points of two numbers lie along a line: 1 rises together, −1 one falls as the other rises, 0 no line.">Pearson’s r</Hint>
          {'. A number and a category: '}
          <Hint text="How much of a number's spread is explained by the groups of a category: 0 the groups are alike, 1 the group fixes the number.">correlation ratio η</Hint>
          {'. Two categories: '}
          <Hint text="How much one category tells of the other, corrected for chance: 0 nothing, 1 everything.">Cramér’s V</Hint>
          {'. Click a cell to see the two columns.'}
        </>
      )}
      actions={data.columns.length > 8 ? (
        <MultiSelect size="xs" aria-label="Columns to compare" w={420} searchable clearable limit={200} maxValues={MOST_COLUMNS} placeholder={own.length === 0 ? (data.columns.length > MOST_COLUMNS ? `${MOST_COLUMNS} of ${data.columns.length} columns` : `All ${data.columns.length} columns`) : undefined} data={data.columns.filter((c) => c.type !== 'text').map((c) => c.name)} value={[...own]} onChange={setOwn} />
      ) : null}
    >
      {data.columns.length > MOST_COLUMNS && own.length === 0 ? <p className="tl-dim">{data.image === null ? `The first ${MOST_COLUMNS} columns that are not constant.` : `The ${MOST_COLUMNS} pixels that differ most from picture to picture.`} Choose others above.</p> : null}
      <QueryView state={state}>
        {() => (
          <Plot
            figure={figure}
            height={height}
            empty="Two columns of numbers or categories are needed."
            onPointClick={({ customdata }) => {
              if (Array.isArray(customdata) && typeof customdata[0] === 'string' && typeof customdata[1] === 'string') onPair(customdata[0], customdata[1]);
            }}
          />
        )}
      </QueryView>
    </Section>
  );
}
