import type { Dataset } from '../../core/dataset.ts';

const sum = (values: ArrayLike<number> | null | undefined): number => {
  let total = 0;
  for (let i = 0; i < (values?.length ?? 0); i++) total += (i % 1021) * (Number.isNaN(values![i]!) ? 7 : values![i]!);
  return total;
};

const of = (data: Dataset | null): unknown => (data === null ? null : [data.X.columns, data.X.rows, sum(data.X.values), sum(data.y), sum(data.sampleWeight), sum(data.groups)]);

/** Says whether a checkpoint is of this very training: same rows, parameters and seed. */
export const fingerprintOf = (type: string, params: unknown, train: Dataset, validation: Dataset | null, seed: number, treesBefore: number): string =>
  JSON.stringify([type, params, of(train), of(validation), seed, treesBefore]);
