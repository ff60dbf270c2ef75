import { shapesReport } from '../../study/shapes-report.ts';
import { treeReport } from '../../study/tree-report.ts';
import type { EngineApi } from '../protocol.ts';
import type { Desk } from './desk.ts';

export function inspectTreeHandlers(desk: Desk): Pick<EngineApi, 'inspectTree' | 'inspectShapes'> {
  return {
    async inspectTree({ key, ...request }) {
      const { fitted, table } = await desk.results.get(key);
      return treeReport(fitted, () => desk.tables.get(table), request);
    },
    inspectShapes: async ({ key, edits }) => shapesReport((await desk.results.get(key)).fitted, edits),
  };
}
