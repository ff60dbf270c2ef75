import { StudioError } from '../../engine/core/errors.ts';
import { describeModel, readTreeModel } from '../../engine/trees/files/read.ts';
import { importedPipeline } from '../../study/imported.ts';
import { inputFeatures } from '../../study/predict.ts';
import { checkTreeFile, treeFile } from '../../study/tree-files.ts';
import { TREE_FORMATS } from '../../study/tree-formats.ts';
import type { EngineApi } from '../protocol.ts';
import { type Desk, predicting } from './desk.ts';
import { fileName } from './file-name.ts';

/** Model files of XGBoost, LightGBM and CatBoost: kept by their hash when opened, made of a model's trees when taken away. */
export function treeFileHandlers(desk: Desk): Pick<EngineApi, 'openModelFile' | 'exportTrees'> {
  const { ports, results, tables } = desk;
  return {
    async openModelFile({ file, name, table }, call) {
      call.progress({ done: 0, total: 2, label: `Reading ${name}` });
      const bytes = new Uint8Array(await file.arrayBuffer());
      const model = readTreeModel(bytes);
      // Columns that are not there, or of another type, are said now and not by a training that fails.
      if (table !== null) importedPipeline(bytes, name, (await tables.get(table)).columns);
      call.progress({ done: 1, total: 2, label: 'Keeping it' });
      return { file: await ports.blobs.put(bytes), task: model.task, description: describeModel(model) };
    },
    async exportTrees({ key, table, name, format }, call) {
      const { fitted, probeRows } = await results.get(key);
      const features = inputFeatures(fitted, await tables.get(table), probeRows);
      if (features.rows === 0) throw new StudioError('data', 'There are no rows to check the file on. Train the model again.');
      const made = treeFile(fitted, format);
      const { bytes, columns } = made;
      const check = await checkTreeFile(fitted, made, features, predicting(call, ports));
      const ending = TREE_FORMATS[format].file.split('.').at(-1)!;
      return { file: { name: fileName(`${name} ${TREE_FORMATS[format].library}`, `.${ending}`), mime: ending === 'json' ? 'application/json' : 'application/octet-stream', bytes }, check, columns };
    },
  };
}
