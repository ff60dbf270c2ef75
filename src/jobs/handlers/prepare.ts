import { previewStep } from '../../study/preview.ts';
import { splitSummary } from '../../study/split-summary.ts';
import { suggest } from '../../study/suggest.ts';
import type { EngineApi } from '../protocol.ts';
import type { Desk } from './desk.ts';
import { StudioError } from '../../engine/core/errors.ts';

/** Target, steps and split: what the Prepare screen asks. */
export function prepareHandlers(desk: Desk): Pick<EngineApi, 'suggest' | 'previewStep' | 'splitSummary'> {
  return {
    async suggest({ study }, call) {
      if (!study.data) throw new StudioError('data', 'This study has no data yet. Open a file or a sample first.');
      return suggest(study, await desk.profile(study.data.table, call));
    },
    async previewStep({ study, step }, call) {
      const task = await desk.taskOf(study, call);
      return previewStep(study, step, task, await desk.tableOf(study));
    },
    async splitSummary({ study }, call) {
      const task = await desk.taskOf(study, call);
      return splitSummary(study, task, await desk.tableOf(study));
    },
  };
}
