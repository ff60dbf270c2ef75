import { ActionIcon } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ScoredRows } from '../../../jobs/protocol.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { plural } from '../../kit/format.ts';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import { type Extra, RowsTable } from '../runs/RowsTable.tsx';
import { type Cell, type CellRows, oneAgainstRestRows } from './cell-rows.ts';

interface Props {
  readonly runKey: string;
  readonly of: ScoredRows;
  readonly cell: Cell;
  /** Names of the two sides of the cell. */
  readonly truth: string;
  readonly predicted: string;
  readonly classes: readonly string[];
  /** The class in focus against the rest at a threshold; `null` reads the whole matrix. */
  readonly focus: number | null;
  readonly threshold: number;
  readonly onClose: () => void;
}
const LIMIT = 200;

function Rows({ found, label, scored }: { readonly found: CellRows; readonly label: string; readonly scored: string }) {
  const rows = useMemo(() => Array.from(found.rows), [found]);
  const extra = useMemo<readonly Extra[]>(() => [{ title: scored, help: 'What the model gave it.', values: found.score }], [found, scored]);
  return (
    <>
      {found.total > rows.length ? <p className="tl-dim">{`The first ${rows.length} of ${plural(found.total, 'row')}, surest first.`}</p> : null}
      <RowsTable label={label} rows={rows} extra={extra} />
    </>
  );
}

/** The rows behind one cell of the confusion matrix; mounted anew for each cell, so that the focus goes to its title. */
export function CellPanel({ runKey, of, cell, truth, predicted, classes, focus, threshold, onClose }: Props) {
  const { engine, queries } = useApp();
  const [settled] = useDebouncedValue(threshold, 250);
  const heading = useRef<HTMLSpanElement>(null);
  const { truth: t, predicted: p } = cell;
  useEffect(() => heading.current?.focus(), []);
  // The engine's own cells are those of the last class of two, and of arg max; any other view is counted from the predictions.
  // They come with the probability of the class that was called; the others with that of the class in focus.
  const own = focus === null || (classes.length === 2 && focus === 1);
  const key = `cell:${runKey}:${of}:${t}:${p}:${focus ?? 'all'}:${focus === null ? '' : settled.toFixed(3)}`;
  const ask = useCallback(
    async (options: { readonly signal: AbortSignal }): Promise<CellRows> => {
      if (own) return engine.cellRows({ key: runKey, of, trueClass: t, predictedClass: p, threshold: focus === null ? null : settled, limit: LIMIT }, options);
      const { predictions, outOfBag } = await engine.runResult({ key: runKey }, options);
      return oneAgainstRestRows(of === 'held-out' ? predictions : outOfBag!.predictions, classes.length, focus, settled, { truth: t, predicted: p }, LIMIT);
    },
    [engine, runKey, of, own, focus, settled, t, p, classes.length],
  );
  const state = useQuery(key, ask);
  const right = t === p;
  const words = `${state.data ? plural(state.data.total, 'row') : 'Rows'} of ${truth} called ${predicted}${right ? ', rightly' : ''}`;
  return (
    <Section
      title={<span ref={heading} tabIndex={-1}>{words}</span>}
      actions={<ActionIcon aria-label="Close the rows" onClick={onClose}><IconX size={16} /></ActionIcon>}
    >
      <QueryView state={state} onRetry={() => queries.refetch(key)}>
        {(found) => (found.total === 0 ? <p className="tl-dim">No rows are in this cell.</p> : <Rows found={found} label={words} scored={`Probability of ${classes[own ? p : (focus ?? p)]!}`} />)}
      </QueryView>
    </Section>
  );
}
