import { evaluate } from '../../engine/evaluation/evaluate.ts';
import { pythonScript } from '../../study/python/index.ts';
import { codeOf } from '../../study/encode.ts';
import { reportHtml } from '../../study/report/index.ts';
import type { EngineApi } from '../protocol.ts';
import { type Desk, predicting } from './desk.ts';
import { fileName } from './file-name.ts';

/** Of the app; printed into reports so that they say what made them. */
const VERSION = '0.1.0';

export function reportHandlers(desk: Desk): Pick<EngineApi, 'exportReport'> {
  return {
    async exportReport({ study, key, runs, explanations }, call) {
      const result = await desk.results.get(key);
      const { fitted: _, table, ...run } = result;
      const profile = study.data ? await desk.profile(study.data.table, call) : null;
      const { predictions, task, classes } = run;
      call.progress({ done: 1, total: 2, label: 'Writing the report' });
      const code = await codeOf(result, () => desk.tables.get(table), predicting(call, desk.ports));
      const script = study.data ? pythonScript(study, { task }) : undefined;
      const text = reportHtml({
        study, run, runs, profile, explanations,
        evaluation: evaluate(predictions, task, classes, predictions.rows, code),
        ...(script === undefined ? {} : { script }),
        version: VERSION,
        now: new Date(desk.ports.now()),
      });
      return { name: fileName(`${study.name} report`, '.html'), mime: 'text/html;charset=utf-8', bytes: new TextEncoder().encode(text) };
    },
  };
}
