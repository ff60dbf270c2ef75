import { associationWith } from '../../frame/association-with.ts';
import { correlationOf } from '../../frame/correlation.ts';
import { distributionOf } from '../../frame/distribution.ts';
import { rowsAt, rowWindow } from '../../frame/row-window.ts';
import { scatterSample } from '../../frame/scatter.ts';
import type { EngineApi } from '../protocol.ts';
import type { Desk } from './desk.ts';

/** Looks into a table: what the grid and the Explore screen draw. */
export function viewHandlers(desk: Desk): Pick<EngineApi, 'profile' | 'rows' | 'rowsAt' | 'distribution' | 'association' | 'correlation' | 'scatter'> {
  const { tables } = desk;
  return {
    profile: ({ table }, call) => desk.profile(table, call),
    rows: async ({ table, start, count, columns }) => rowWindow(await tables.get(table), start, count, columns),
    rowsAt: async ({ table, rows, columns }) => rowsAt(await tables.get(table), rows, columns),
    distribution: async ({ table, column, by }, call) => distributionOf(await tables.get(table), column, by, call),
    association: async ({ table, target }, call) => associationWith(await tables.get(table), target, call),
    correlation: async ({ table, columns }, call) => correlationOf(await tables.get(table), columns, call),
    scatter: async ({ table, columns, limit }) => scatterSample(await tables.get(table), columns, limit),
  };
}
