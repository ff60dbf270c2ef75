import type { RunsState, Stage } from '../../state/app.ts';
import type { Study } from '../../study/schema.ts';

export interface StageState {
  readonly stage: Stage;
  readonly title: string;
  /** What is still missing before it is of use, and what to do; `null` where it can be used. */
  readonly needs: string | null;
  /** Two or three words of the same, for the rail. */
  readonly short: string | null;
  readonly done: boolean;
  readonly count: number | null;
}

export const stageOrder: readonly Stage[] = ['home', 'data', 'explore', 'prepare', 'model', 'train', 'evaluate', 'explain', 'deploy', 'help'];
export const stageTitles: Readonly<Record<Stage, string>> = {
  home: 'Home', data: 'Data', explore: 'Explore', prepare: 'Prepare', model: 'Model', train: 'Train', evaluate: 'Evaluate', explain: 'Explain', deploy: 'Deploy', help: 'Help',
};
/** Second key after G. */
export const stageKeys: Readonly<Record<Stage, string>> = { home: 'h', data: 'd', explore: 'e', prepare: 'p', model: 'm', train: 't', evaluate: 'v', explain: 'x', deploy: 'y', help: '?' };

/** The rail: what each stage holds, and what those that cannot be used yet wait for. `trained`: finished runs of this study. */
export function stageStates(study: Study, trained: number, active: number): readonly StageState[] {
  const hasData = study.data !== null;
  const noData = { needs: 'Needs data: drop a file on Home or open a sample.', short: 'needs data' };
  const noModel = { needs: 'Needs a model: add one on Model.', short: 'needs a model' };
  const noRun = study.models.length === 0 ? noModel : { needs: 'Needs a trained model: press Train.', short: 'needs training' };
  const open = { needs: null, short: null };
  const of = (stage: Stage, blocked: { needs: string | null; short: string | null }, done: boolean, count: number | null): StageState => ({ stage, title: stageTitles[stage], ...(hasData || stage === 'home' || stage === 'help' ? blocked : noData), done: done && hasData, count: hasData ? count : null });
  return [
    of('home', open, false, null),
    of('data', open, hasData, study.data?.columns.length ?? null),
    of('explore', open, false, null),
    of('prepare', study.target === null && study.task !== 'unsupervised' && study.models.length === 0 ? { needs: null, short: 'choose a target' } : open, study.target !== null, study.steps.filter((s) => s.enabled).length || null),
    of('model', open, study.models.length > 0, study.models.length || null),
    of('train', study.models.length === 0 ? noModel : active > 0 ? { needs: null, short: 'running' } : open, trained > 0, trained || null),
    of('evaluate', trained === 0 ? noRun : open, false, null),
    of('explain', trained === 0 ? noRun : open, false, null),
    of('deploy', trained === 0 ? noRun : open, false, null),
    of('help', open, false, null),
  ];
}

/** Runs of the models as they now stand: finished, and under way. */
export function countRuns(study: Study, runs: RunsState, keyOf: (study: Study, modelId: string) => string): { readonly trained: number; readonly active: number } {
  let trained = 0;
  let active = 0;
  if (study.data === null) return { trained, active };
  for (const model of study.models) {
    const run = runs[keyOf(study, model.id)];
    if (run?.status === 'ok') trained++;
    if (run !== undefined && run.activity !== 'idle') active++;
  }
  return { trained, active };
}
