import { explainDependence, explainImportance, explainPermutation, explainProximity, explainShap, type ExplainRun } from '../../study/explain/index.ts';
import type { Call, EngineApi } from '../protocol.ts';
import { type Desk, predicting } from './desk.ts';

const explaining = (desk: Desk, call: Call, label: string): ExplainRun => ({ ...predicting(call, desk.ports), progress: (done, total) => call.progress({ done, total, label }) });

export function explainHandlers(desk: Desk): Pick<EngineApi, 'permutationImportance' | 'shap' | 'treeImportance' | 'partialDependence' | 'rowProximity'> {
  return {
    async permutationImportance({ key, table, ...options }, call) {
      return explainPermutation(await desk.results.get(key), await desk.tables.get(table), options, explaining(desk, call, 'Shuffling columns'));
    },
    async shap({ key, table, ...options }, call) {
      return explainShap(await desk.results.get(key), await desk.tables.get(table), options, explaining(desk, call, 'Explaining rows'));
    },
    async treeImportance({ key, seed }) {
      return explainImportance(await desk.results.get(key), seed);
    },
    async partialDependence({ key, table, ...options }, call) {
      return explainDependence(await desk.results.get(key), await desk.tables.get(table), options, explaining(desk, call, 'Setting cells'));
    },
    async rowProximity({ key, table, ...options }, call) {
      return explainProximity(await desk.results.get(key), await desk.tables.get(table), options, explaining(desk, call, 'Comparing rows'));
    },
  };
}
