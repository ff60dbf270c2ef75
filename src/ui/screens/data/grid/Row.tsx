import type { ColumnInfo } from '../../../../frame/table.ts';
import { formatCount } from '../../../kit/format.ts';
import type { Shown } from './pages.ts';

interface Props {
  readonly id: string;
  readonly row: number;
  readonly top: number;
  readonly gutter: number;
  readonly edges: Float64Array;
  readonly visible: readonly number[];
  readonly columns: readonly ColumnInfo[];
  readonly chosen: ReadonlySet<string>;
  readonly target: string | null;
  /** Column of the cursor, −1 where it is in another row. */
  readonly active: number;
  readonly cellAt: (row: number, column: number) => Shown;
  readonly onPoint: (column: number) => void;
}

function Content({ shown }: { readonly shown: Shown }) {
  if (shown === undefined) return <span className="tl-grid-wait" />;
  if (shown === null) return <span className="tl-hidden">missing</span>;
  return shown.text;
}

/** One row: its number stays at the left edge, its cells are those of the columns in sight. */
export function Row({ id, row, top, gutter, edges, visible, columns, chosen, target, active, cellAt, onPoint }: Props) {
  return (
    <tr className="tl-grid-row" aria-rowindex={row + 2} data-odd={row % 2 === 1 || undefined} style={{ transform: `translateY(${top}px)` }}>
      <th scope="row" className="tl-grid-number tl-num" aria-colindex={1} style={{ width: gutter }}>{formatCount(row + 1)}</th>
      {visible.map((index) => {
        const column = columns[index]!;
        const shown = cellAt(row, index);
        return (
          <td
            key={column.name}
            id={`${id}-${row}-${index}`}
            className="tl-grid-cell"
            aria-colindex={index + 2}
            data-number={column.type === 'number' || undefined}
            data-missing={shown === null || undefined}
            data-selected={chosen.has(column.name) || undefined}
            data-target={column.name === target || undefined}
            data-active={active === index || undefined}
            title={shown && shown.text.length > 14 ? shown.text : undefined}
            style={{ left: gutter + edges[index]!, width: edges[index + 1]! - edges[index]! }}
            onPointerDown={() => onPoint(index)}
          >
            <Content shown={shown} />
          </td>
        );
      })}
    </tr>
  );
}
