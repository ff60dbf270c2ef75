import type { Ports } from '../ports.ts';
import type { Call, EngineApi, Method } from '../protocol.ts';
import { createDesk } from './desk.ts';

type Some<M extends Method> = Pick<EngineApi, M>;

/** Methods whose code is read when the first of them is called: a worker that shows rows needs no neural nets. */
function lazily<const M extends Method>(methods: readonly M[], load: () => Promise<Some<M>>): Some<M> {
  let loaded: Promise<Some<M>> | null = null;
  const theme = (): Promise<Some<M>> => {
    loaded ??= load();
    return loaded;
  };
  const later = (method: M) => async (req: never, call: Call): Promise<unknown> => (await theme())[method](req, call);
  return Object.fromEntries(methods.map((method) => [method, later(method)])) as unknown as Some<M>;
}

/** The engine's methods over what `ports` give. */
export function createHandlers(ports: Ports): EngineApi {
  const desk = createDesk(ports);
  return {
    ...lazily(['sniff', 'importCsv', 'reimport', 'importSample', 'importImages'], async () => (await import('./read.ts')).readHandlers(desk)),
    ...lazily(['profile', 'rows', 'rowsAt', 'distribution', 'association', 'correlation', 'scatter'], async () => (await import('./views.ts')).viewHandlers(desk)),
    ...lazily(['suggest', 'previewStep', 'splitSummary'], async () => (await import('./prepare.ts')).prepareHandlers(desk)),
    ...lazily(['devices', 'train', 'inspectNetwork'], async () => (await import('./train.ts')).trainHandlers(desk)),
    ...lazily(['inspectTree', 'inspectShapes', 'boostingSteps'], async () => (await import('./inspect-tree.ts')).inspectTreeHandlers(desk)),
    ...lazily(['runResult', 'evaluate', 'cellRows', 'reconstruct'], async () => (await import('./evaluate.ts')).evaluateHandlers(desk)),
    ...lazily(['permutationImportance', 'shap', 'treeImportance', 'partialDependence', 'rowProximity'], async () => (await import('./explain.ts')).explainHandlers(desk)),
    ...lazily(['exportOnnx', 'exportPredictions', 'exportStudy', 'openStudyFile'], async () => (await import('./export.ts')).exportHandlers(desk)),
    ...lazily(['exportReport'], async () => (await import('./report.ts')).reportHandlers(desk)),
    ...lazily(['openModelFile', 'exportTrees'], async () => (await import('./tree-files.ts')).treeFileHandlers(desk)),
    ...lazily(['exportTfjs'], async () => (await import('./tfjs.ts')).tfjsHandlers(desk)),
  };
}
