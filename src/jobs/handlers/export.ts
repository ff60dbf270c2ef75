import { StudioError } from '../../engine/core/errors.ts';
import { readTreeModel } from '../../engine/trees/files/read.ts';
import type { Table } from '../../frame/table.ts';
import { packStudy, unpackStudy, onnxBundle, predictionsCsv } from '../../study/bundle/index.ts';
import { modelFilesOf } from '../../study/model-files.ts';
import { inputFeatures, predictTable } from '../../study/predict.ts';
import { cellsAt, queriesIn } from '../../study/query.ts';
import type { FittedPipeline, Predictions } from '../../study/results.ts';
import type { Study } from '../../study/schema.ts';
import type { Call, EngineApi } from '../protocol.ts';
import { type Desk, predicting } from './desk.ts';
import { fileName } from './file-name.ts';

const CSV = 'text/csv;charset=utf-8';
const ZIP = 'application/zip';

/** Every row of a table, none of which the model is known to have seen. */
async function predictAll(desk: Desk, fitted: FittedPipeline, table: Table, call: Call): Promise<Predictions> {
  const { yPred, proba } = await predictTable(fitted, table, null, predicting(call, desk.ports));
  const rows = Uint32Array.from({ length: table.rows }, (_, i) => i);
  return { rows, fold: new Uint16Array(table.rows), yTrue: null, yPred, proba, ...queriesIn(table, fitted.query, rows) };
}

export function exportHandlers(desk: Desk): Pick<EngineApi, 'exportOnnx' | 'exportPredictions' | 'exportStudy' | 'openStudyFile'> {
  const { results, tables, ports } = desk;

  const withBlobs = async (study: Study): Promise<{ readonly table: Uint8Array | null; readonly file: Uint8Array | null }> => {
    if (!study.data) return { table: null, file: null };
    const table = await ports.blobs.get(study.data.table);
    if (!table) throw new StudioError('storage', 'The data of this study is no longer in this browser, so it cannot go into the file. Save the study without its data, or open the data again.');
    return { table, file: study.data.file === null ? null : await ports.blobs.get(study.data.file) };
  };

  /** Model files go with the study, with its data or without: no other place has them. */
  const modelFiles = async (study: Study): Promise<ReadonlyMap<string, Uint8Array>> => {
    const found = new Map<string, Uint8Array>();
    for (const [hash, name] of modelFilesOf(study)) {
      const bytes = await ports.blobs.get(hash);
      if (!bytes) throw new StudioError('storage', `The model file "${name}" is no longer in this browser, so it cannot go into the study file. Open it again, or remove its model from the study.`);
      found.set(hash, bytes);
    }
    return found;
  };

  /** Keeps the model files of a study file; each must be what its hash says, and a model. */
  const keepModels = async (models: ReadonlyMap<string, Uint8Array>): Promise<void> => {
    for (const [hash, bytes] of models) {
      readTreeModel(bytes);
      if (await ports.blobs.put(bytes) !== hash) throw new StudioError('data', 'A model file in this study file is not the one that its study names: the file was changed or damaged. Ask for a fresh copy.');
    }
  };

  return {
    async exportOnnx({ key, table, name }, call) {
      const { fitted, probeRows, predictions } = await results.get(key);
      call.progress({ done: 0, total: 3, label: 'Predicting' });
      const features = inputFeatures(fitted, await tables.get(table), probeRows);
      const ours = await predictTable(fitted, await tables.get(table), probeRows, predicting(call, desk.ports));
      call.progress({ done: 1, total: 3, label: 'Writing the model and running it in ONNX Runtime' });
      const { bytes, certificate } = await onnxBundle({ name, fitted, features, ours, predictions, queries: cellsAt(await tables.get(table), fitted.query, predictions.rows), paths: ports.onnx, breathe: predicting(call, desk.ports).breathe });
      return { file: { name: fileName(name, '.onnx.zip'), mime: ZIP, bytes }, certificate };
    },
    async exportPredictions({ key, table }, call) {
      const result = await results.get(key);
      const { fitted } = result;
      // Of the rows it was scored on, the predictions of those it had not seen are the honest ones.
      const from = await tables.get(table);
      const predictions = result.table === table ? result.predictions : await predictAll(desk, fitted, from, call);
      const text = predictionsCsv(predictions, fitted.classes, cellsAt(from, fitted.query, predictions.rows));
      return { name: fileName(`predictions ${fitted.target ?? ''}`.trim(), '.csv'), mime: CSV, bytes: new TextEncoder().encode(text) };
    },
    async exportStudy({ study, withData }) {
      const parts = withData ? await withBlobs(study) : { table: null, file: null };
      return { name: fileName(study.name, '.tablab'), mime: ZIP, bytes: packStudy({ study, ...parts, models: await modelFiles(study) }) };
    },
    async openStudyFile({ file }, call) {
      call.progress({ done: 0, total: 2, label: 'Reading' });
      const { study, table, file: original, models } = unpackStudy(new Uint8Array(await file.arrayBuffer()));
      call.progress({ done: 1, total: 2, label: 'Keeping its data' });
      await keepModels(models);
      if (!study.data) return study;
      if (table) {
        if (await ports.blobs.put(table) !== study.data.table) throw new StudioError('data', 'The data in this file is not the data that its study names: the file was changed or damaged. Ask for a fresh copy.');
        await tables.get(study.data.table);
      } else if (!await ports.blobs.has(study.data.table)) {
        throw new StudioError('data', `This file holds the study without its data, and the data ("${study.data.name}") is not in this browser. Open a study file that was saved with its data.`);
      }
      const kept = original ? await ports.blobs.put(original) : null;
      // A file that is not the one the study names cannot be read again in its place.
      return { ...study, data: { ...study.data, file: kept === study.data.file || (study.data.file !== null && await ports.blobs.has(study.data.file)) ? study.data.file : null } };
    },
  };
}
