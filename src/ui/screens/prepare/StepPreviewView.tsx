import { IconArrowRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { sayDate } from '../../../frame/date.ts';
import type { ColumnShape, StepPreview } from '../../../study/preview.ts';
import { formatCount, formatNumber } from '../../kit/format.ts';
import { TableWrap } from '../../kit/TableWrap.tsx';
import { Tag } from '../../kit/Tag.tsx';
import { type DiffCell, diffOf } from './steps.ts';

const SHOWN_SHAPES = 6;

function Shape({ histogram, name }: { readonly histogram: ColumnShape; readonly name: string }) {
  const most = Math.max(1, ...histogram.counts);
  const n = histogram.counts.length;
  // A day is enough: the ends of the first and the last bar.
  const say = (v: number | undefined): string => (histogram.date && v !== undefined ? sayDate(v).slice(0, 10) : formatNumber(v));
  const range = `${say(histogram.edges[0])} to ${say(histogram.edges.at(-1))}`;
  return (
    <span className="tl-shape" title={`${name}: ${range}`}>
      <svg className="tl-mini" viewBox="0 0 100 30" preserveAspectRatio="none" height={30} aria-hidden>
        {Array.from(histogram.counts, (count, i) => {
          const left = (i * 100) / n;
          return <rect key={left} x={left} width={100 / n - 0.6} y={30 - (29 * count) / most} height={(29 * count) / most} />;
        })}
        <line x1="0" x2="100" y1="29.75" y2="29.75" />
      </svg>
      <span className="tl-dim tl-num">{range}</span>
    </span>
  );
}

const states = { changed: { tone: 'accent', word: 'changed' }, new: { tone: 'passed', word: 'new' }, gone: { tone: 'alert', word: 'gone' }, same: { tone: 'neutral', word: '' } } as const;

function Cell({ cell, state }: { readonly cell: DiffCell; readonly state: keyof typeof states }) {
  if (state === 'new') return cell.after ?? <em className="tl-dim">missing</em>;
  if (state === 'gone') return <del className="tl-dim">{cell.before ?? 'missing'}</del>;
  if (!cell.changed) return cell.after ?? <em className="tl-dim">missing</em>;
  return <><del className="tl-dim">{cell.before ?? 'missing'}</del> <ins>{cell.after ?? 'missing'}</ins></>;
}

/** What the step does, in a sentence, in shapes and in cells: before and after on training rows. */
export function StepPreviewView({ preview }: { readonly preview: StepPreview }) {
  const diff = useMemo(() => diffOf(preview.before, preview.after), [preview]);
  const shapes = preview.histograms.flatMap(({ column, before, after }) => (before === null || after === null ? [] : [{ column, before, after }]));
  return (
    <div className="tl-stack">
      <p>
        {preview.sentence}{' '}
        {preview.columnsBefore === preview.columnsAfter ? null : <span className="tl-dim tl-num">{`${formatCount(preview.columnsBefore)} columns become ${formatCount(preview.columnsAfter)}.`}</span>}
      </p>
      {shapes.length > 0 ? (
        <ul className="tl-shapes" aria-label="Before and after">
          {shapes.slice(0, SHOWN_SHAPES).map((h) => (
            <li key={h.column}>
              <span className="tl-shapes-name" title={h.column}>{h.column}</span>
              <Shape histogram={h.before} name={`${h.column} before`} />
              <IconArrowRight size={14} aria-label="becomes" />
              <Shape histogram={h.after} name={`${h.column} after`} />
            </li>
          ))}
        </ul>
      ) : null}
      {shapes.length > SHOWN_SHAPES ? <p className="tl-dim">and {formatCount(shapes.length - SHOWN_SHAPES)} more columns</p> : null}
      {diff.columns.length > 0 ? (
        <TableWrap label="Some rows before and after">
          <table className="tl-table tl-diff">
            <thead>
              <tr>
                <th scope="col" data-number>row</th>
                {diff.columns.map((c) => <th key={c.name} scope="col" title={c.name}>{c.name} <Tag tone={states[c.state].tone}>{states[c.state].word}</Tag></th>)}
              </tr>
            </thead>
            <tbody>
              {diff.rows.map(({ row, cells }) => (
                <tr key={row}>
                  <td data-number className="tl-dim">{formatCount(row + 1)}</td>
                  {diff.columns.map((c, i) => <td key={c.name}><Cell cell={cells[i]!} state={c.state} /></td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </TableWrap>
      ) : null}
    </div>
  );
}
