import { attr } from '../../export/graph.ts';
import { gatherOp } from '../graph/ops/rows.ts';
import { numbersOf } from './counts.ts';
import { defineOnnx } from './site.ts';

const INT64 = 7;

/** The table gets a row of zeros behind its last, and every id that is no row (below 0, too large, not a number) takes that one. */
export const gather = defineOnnx(gatherOp, ({ g, inputs: [ids, table] }) => {
  const [rows, width] = numbersOf(table!.shape) as readonly [number, number];
  const behind = g.floats('no_row', [rows], []);
  const inside = g.op('And', [g.op('GreaterOrEqual', [ids!.last(), g.floats('first_row', [0], [])]), g.op('Less', [ids!.last(), behind])]);
  const sure = g.op('Cast', [g.op('Where', [inside, ids!.last(), behind])], { to: attr.int(INT64) });
  const longer = g.op('Concat', [table!.last(), g.floats('zeros', new Float32Array(width), [1, width])], { axis: attr.int(0) });
  return [{ last: g.op('Gather', [longer, sure], { axis: attr.int(0) }) }];
});
