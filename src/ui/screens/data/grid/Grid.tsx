import { type MouseEvent, useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import type { TableProfile } from '../../../../frame/profile.ts';
import type { ColumnInfo, ColumnType } from '../../../../frame/table.ts';
import { useRemembered } from '../../../hooks/use-remembered.ts';
import { ErrorNote } from '../../../kit/ErrorNote.tsx';
import { formatCount } from '../../../kit/format.ts';
import { columnsInView, edgesOf, offsetToShow, ROW_HEIGHT, rowsInView } from './geometry.ts';
import { HeadCell } from './HeadCell.tsx';
import { type Cursor, moveCursor } from './keys.ts';
import { Row } from './Row.tsx';
import { clampWidth, widthOf } from './types.ts';
import { usePages } from './use-pages.ts';
import { useScroll } from './use-scroll.ts';
import './grid.css';

const HEAD = 112;
const noWidths: Readonly<Record<string, number>> = {};
/** A table that is moved through cell by cell: the ARIA grid pattern, on the tags of a table. */
const GRID = 'grid';

interface Props {
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly ColumnInfo[];
  readonly profile: TableProfile | null;
  readonly target: string | null;
  readonly selected: readonly string[];
  readonly onSelect: (names: readonly string[]) => void;
  /** Asked for the columns named; one or all that are selected. */
  readonly onType: (names: readonly string[], type: ColumnType) => void;
}

/** The table itself: any number of rows and columns, drawn where one looks. Give it a `key` of the table's hash. */
export function Grid({ table, rows, columns, profile, target, selected, onSelect, onType }: Props) {
  const id = useId();
  const gutter = Math.max(48, formatCount(rows).length * 8 + 20);
  const [widths, setWidths] = useRemembered<Readonly<Record<string, number>>>(`data-widths:${table}`, noWidths);
  const edges = useMemo(() => edgesOf(columns.map((c) => widths[c.name] ?? widthOf(c.type, c.name))), [columns, widths]);
  const setWidth = (name: string, wanted: number | null): void => {
    const { [name]: _own, ...rest } = widths;
    setWidths(wanted === null ? rest : { ...rest, [name]: clampWidth(wanted) });
  };
  const { scroller, extent, width, place, moveTo, moveLeft, onScroll } = useScroll(rows, HEAD);
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: 0 });
  const inRows = rowsInView(rows, place.offset, extent.view);
  const inColumns = columnsInView(edges, place.left, Math.max(0, width - gutter));
  const { cellAt, error } = usePages({ table, total: rows, columns, rows: inRows, shown: inColumns });
  const chosen = useMemo(() => new Set(selected), [selected]);
  const profiles = useMemo(() => new Map(profile?.columns.map((c) => [c.name, c])), [profile]);

  const goTo = (next: Cursor): void => {
    setCursor(next);
    if (next.row >= 0) moveTo(offsetToShow(extent, place.offset, next.row));
    const left = edges[next.column] ?? 0;
    const right = edges[next.column + 1] ?? 0;
    if (left < place.left) moveLeft(left);
    else if (right > place.left + width - gutter) moveLeft(right - width + gutter);
  };
  const pick = (index: number, keep: boolean, through: boolean): void => {
    const name = columns[index]?.name;
    if (name === undefined) return;
    if (through && selected.length > 0) {
      const from = columns.findIndex((c) => c.name === selected.at(-1));
      const [low, high] = from < index ? [from, index] : [index, from];
      onSelect([...new Set([...selected, ...columns.slice(low, high + 1).map((c) => c.name)])]);
    } else if (keep) onSelect(chosen.has(name) ? selected.filter((s) => s !== name) : [...selected, name]);
    else onSelect([name]);
    setCursor((c) => ({ ...c, column: index }));
  };
  const plane = useRef<HTMLTableElement>(null);
  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const name = columns[cursor.column]?.name;
    if (event.key === 'Enter') pick(cursor.column, false, false);
    else if (event.altKey && event.shiftKey && name !== undefined && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) setWidth(name, edges[cursor.column + 1]! - edges[cursor.column]! + (event.key === 'ArrowLeft' ? -16 : 16));
    else if (event.key === ' ') pick(cursor.column, true, event.shiftKey);
    else {
      const next = moveCursor(cursor, event, { rows, columns: columns.length, page: Math.max(1, Math.floor(extent.view / ROW_HEIGHT) - 1) });
      if (next === null) return;
      goTo(next);
    }
    event.preventDefault();
  });
  useEffect(() => {
    const element = plane.current;
    const listen = (event: KeyboardEvent): void => onKeyDown(event);
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  }, []);
  const onType1 = (index: number, type: ColumnType): void => {
    const name = columns[index]?.name;
    if (name !== undefined) onType(chosen.has(name) ? selected : [name], type);
  };
  const total = gutter + (edges.at(-1) ?? 0);
  const visible = Array.from({ length: inColumns.end - inColumns.start }, (_, i) => inColumns.start + i);
  return (
    <div className="tl-grid-frame">
      <div ref={scroller} className="tl-grid" onScroll={onScroll}>
        <table
          ref={plane}
          className="tl-grid-sizer"
          role={GRID}
          tabIndex={0}
          style={{ width: total, height: HEAD + extent.shown }}
          aria-label="Rows of the table"
          aria-rowcount={rows + 1}
          aria-colcount={columns.length + 1}
          aria-multiselectable
          aria-activedescendant={cursor.row < 0 ? `${id}-h-${cursor.column}` : `${id}-${cursor.row}-${cursor.column}`}
        >
          <thead className="tl-grid-heads" style={{ height: HEAD }}>
            <tr aria-rowindex={1}>
              <th scope="col" className="tl-grid-corner" aria-colindex={1} style={{ width: gutter }}>row</th>
              {visible.map((index) => {
              const column = columns[index]!;
              return (
                <HeadCell
                  key={column.name}
                  id={`${id}-h-${index}`}
                  column={column}
                  index={index}
                  left={gutter + edges[index]!}
                  width={edges[index + 1]! - edges[index]!}
                  rows={rows}
                  profile={profiles.get(column.name) ?? null}
                  isTarget={column.name === target}
                  selected={chosen.has(column.name)}
                  active={cursor.row < 0 && cursor.column === index}
                  changes={chosen.has(column.name) ? selected.length : 1}
                  onPick={(at, event: MouseEvent) => pick(at, event.ctrlKey || event.metaKey, event.shiftKey)}
                  onType={onType1}
                  onWidth={(wanted) => setWidth(column.name, wanted)}
                />
              );
            })}
            </tr>
          </thead>
          <tbody className="tl-grid-body" style={{ top: HEAD, height: extent.view }}>
            {Array.from({ length: inRows.end - inRows.start }, (_, i) => inRows.start + i).map((row) => (
              <Row key={row} id={id} row={row} top={row * ROW_HEIGHT - place.offset} gutter={gutter} edges={edges} visible={visible} columns={columns} chosen={chosen} target={target} active={cursor.row === row ? cursor.column : -1} cellAt={cellAt} onPoint={(column) => setCursor({ row, column })} />
            ))}
          </tbody>
        </table>
      </div>
      {error === null ? null : <ErrorNote error={error} />}
    </div>
  );
}
