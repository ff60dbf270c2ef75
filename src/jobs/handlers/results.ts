import { StudioError } from '../../engine/core/errors.ts';
import type { RunResult, RunSummary } from '../../study/results.ts';
import { decode, encode } from '../codec.ts';
import type { Ports } from '../ports.ts';

/** A result with the table that it was fitted and scored on. */
export type KeptResult = RunResult & { readonly table: string };

/** Results of runs by key; a few of them at hand. */
export interface Results {
  find(key: string): Promise<KeptResult | null>;
  /** Throws StudioError('not-fitted') where there is none. */
  get(key: string): Promise<KeptResult>;
  put(result: KeptResult): Promise<void>;
}

const AT_HAND = 3;

const isResult = (value: unknown): value is KeptResult =>
  typeof value === 'object' && value !== null && 'key' in value && 'table' in value && 'fitted' in value && 'predictions' in value && 'scores' in value;

export function createResults({ records }: Ports): Results {
  const held = new Map<string, KeptResult>();
  const hold = (result: KeptResult): void => {
    held.delete(result.key);
    held.set(result.key, result);
    for (const key of held.keys()) if (held.size > AT_HAND) held.delete(key);
  };
  const find = async (key: string): Promise<KeptResult | null> => {
    const known = held.get(key);
    if (known) {
      hold(known);
      return known;
    }
    const bytes = await records.read('result', key);
    if (!bytes) return null;
    const value = decode(bytes);
    if (!isResult(value)) throw new StudioError('storage', 'The stored result cannot be read. Train this model again.');
    hold(value);
    return value;
  };
  return {
    find,
    async get(key) {
      const result = await find(key);
      if (!result) throw new StudioError('not-fitted', 'This model has no result yet. Train it first.');
      return result;
    },
    async put(result) {
      await records.write('result', result.key, encode(result));
      hold(result);
    },
  };
}

/** Mean over the folds, by metric; folds where it is not defined count for nothing. */
function trainScores(result: RunResult): Readonly<Record<string, number>> {
  const names = Object.keys(result.folds[0]?.trainScores ?? {});
  return Object.fromEntries(names.map((name) => [name, result.folds.reduce((sum, f) => sum + f.trainScores[name]!, 0) / result.folds.length]));
}

/** The line of the leaderboard. */
export function summaryOf(result: RunResult): RunSummary {
  const epochs = Math.max(0, ...result.history.map((points) => points.at(-1)?.step ?? 0));
  return {
    key: result.key,
    model: result.model,
    task: result.task,
    scores: result.scores,
    trainScores: trainScores(result),
    ...(result.outOfBag ? { outOfBag: { scores: result.outOfBag.scores, rows: result.outOfBag.predictions.rows.length, unscored: result.outOfBag.unscored } } : {}),
    fitSeconds: result.fitSeconds,
    predictSeconds: result.predictSeconds,
    bytes: result.bytes,
    device: result.device,
    epochs: epochs > 0 ? epochs : null,
    warnings: result.warnings,
    finishedAt: result.finishedAt,
  };
}
