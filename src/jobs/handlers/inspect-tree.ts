import { breather } from '../../engine/core/context.ts';
import { boostingSteps } from '../../study/boosting-steps.ts';
import { shapesReport } from '../../study/shapes-report.ts';
import { treeReport } from '../../study/tree-report.ts';
import type { EngineApi } from '../protocol.ts';
import type { Desk } from './desk.ts';

export function inspectTreeHandlers(desk: Desk): Pick<EngineApi, 'inspectTree' | 'inspectShapes' | 'boostingSteps'> {
  return {
    async inspectTree({ key, ...request }) {
      const { fitted, table } = await desk.results.get(key);
      return treeReport(fitted, () => desk.tables.get(table), request);
    },
    inspectShapes: async ({ key, edits }) => shapesReport((await desk.results.get(key)).fitted, edits),
    async boostingSteps({ key, output }, call) {
      const result = await desk.results.get(key);
      return boostingSteps(result, await desk.tables.get(result.table), output, { breathe: breather(call.signal), progress: (done, total) => call.progress({ done, total, label: 'Adding trees' }) });
    },
  };
}
