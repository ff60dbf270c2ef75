import { SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { ndcgName, queryHistogramFigure, rankingCurveFigure } from '../../../charts/evaluate/ranking.ts';
import type { RankedQuery, RankingEvaluation } from '../../../engine/evaluation/evaluation.ts';
import { queryColumn } from '../../../study/query.ts';
import { useApp, useQuery, useStudy } from '../../hooks/use-app.ts';
import { DataTable } from '../../kit/DataTable.tsx';
import { formatCount } from '../../kit/format.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { Section } from '../../kit/Screen.tsx';
import { cellText, type Extra, RowsTable } from '../runs/RowsTable.tsx';

interface Line {
  readonly at: number;
  readonly name: string;
  readonly query: RankedQuery;
  readonly ndcg: number;
}
/** Index of the cut the screen begins with: the first five rows. */
const USUAL = 2;

/** What the query column calls each of these queries, from its first row; its place in the list until that is known. */
function useNames(queries: readonly RankedQuery[]): readonly string[] {
  const { engine } = useApp();
  const table = useStudy((s) => s.data?.table ?? null);
  const column = useStudy((s) => queryColumn(s, s.data?.columns ?? []));
  const rows = useMemo(() => queries.map((q) => q.rows[0]!), [queries]);
  const key = table === null || column === null ? null : `query-names:${table}:${column}:${rows.join(',')}`;
  const state = useQuery(key, useCallback((options) => engine.rowsAt({ table: table ?? '', rows, columns: [column ?? ''] }, options), [engine, table, column, rows]));
  const cells = state.data?.cells[0];
  return rows.map((_, i) => (cells === undefined ? `#${i + 1}` : cellText(cells, i)));
}

/** The rows of one query in the order the model puts them, beside what they are worth. */
function OneQuery({ line, target }: { readonly line: Line; readonly target: string }) {
  const { query, name } = line;
  const rows = useMemo(() => Array.from(query.rows), [query]);
  const extra = useMemo<readonly Extra[]>(() => {
    const best = Array.from(query.relevance).sort((a, b) => b - a);
    return [
      { title: 'Place', help: 'Where the model puts the row.', values: rows.map((_, i) => i + 1) },
      { title: `True ${target}`, values: query.relevance },
      { title: 'Best order', help: `The ${target} that would stand here in the best order of these rows.`, values: best },
      { title: 'Score', help: 'What the model said: only its order within the query counts.', values: query.score },
    ];
  }, [query, rows, target]);
  return (
    <Section title={`Query ${name}, as ordered`} lead={query.total > rows.length ? `The first ${rows.length} of ${formatCount(query.total)} rows.` : undefined}>
      <RowsTable label={`Rows of query ${name}`} rows={rows} extra={extra} />
    </Section>
  );
}

/** How good the order within queries is, at which depth, and which queries go wrong. */
export function RankingView({ evaluation }: { readonly evaluation: RankingEvaluation }) {
  const target = useStudy((s) => s.target) ?? 'relevance';
  const [cut, setCut] = useState(USUAL);
  const [chosen, setChosen] = useState<number | null>(null);
  const at = evaluation.at[cut]!;
  const curve = useMemo(() => rankingCurveFigure(evaluation), [evaluation]);
  const histogram = useMemo(() => queryHistogramFigure(at), [at]);
  const names = useNames(evaluation.shown);
  const lines = Array.from(at.worst, (place, i): Line => ({ at: place, name: names[place]!, query: evaluation.shown[place]!, ndcg: at.ndcg[i]! }));
  const open = lines.find((line) => line.at === chosen) ?? lines[0];
  return (
    <div className="tl-charts">
      <Section><Plot figure={curve} height={320} /><p className="tl-dim">{curve.summary}</p></Section>
      <Section actions={<SegmentedControl size="xs" aria-label="Rows from the top" data={evaluation.at.map(({ k }, i) => ({ value: String(i), label: k === null ? 'all' : `@${k}` }))} value={String(cut)} onChange={(value) => setCut(Number(value))} />} title="Queries"><Plot figure={histogram} height={280} /><p className="tl-dim">{histogram.summary}</p></Section>
      <div data-whole>
        <Section title={`The ${lines.length} queries ordered worst`} lead="Choose one to see its rows in the order the model puts them.">
          <DataTable
            label="Queries ordered worst"
            rows={lines}
            rowKey={({ at: place }) => String(place)}
            selected={open === undefined ? null : String(open.at)}
            onRowClick={({ at: place }) => setChosen(place)}
            columns={[
              { key: 'query', title: 'Query', cell: ({ name }) => name, sortBy: ({ name }) => name },
              { key: 'ndcg', title: ndcgName(at.k), numeric: true, cell: ({ ndcg }) => ndcg.toFixed(3), sortBy: ({ ndcg }) => ndcg },
              { key: 'rows', title: 'Rows', numeric: true, cell: ({ query }) => formatCount(query.total), sortBy: ({ query }) => query.total },
              { key: 'first', title: `${target} of the first rows`, help: 'In the order the model puts them.', cell: ({ query }) => Array.from(query.relevance.subarray(0, 10)).join(' ') },
            ]}
          />
        </Section>
      </div>
      {open === undefined ? null : <div data-whole><OneQuery key={open.at} line={open} target={target} /></div>}
    </div>
  );
}
