/** CatBoost's automatic learning rate: exponents of rows and iterations, fitted by its authors on many data sets. */
const COEFFICIENTS: Readonly<Record<'RMSE' | 'Logloss' | 'MultiClass', Readonly<Record<string, readonly [number, number, number]>>>> = {
  // "best model is used, boosting starts from the average": [per log rows, constant, per log iterations].
  Logloss: { '11': [0.246, -5.127, -0.451], '01': [0.408, -7.299, -0.928], '10': [0.247, -5.158, -0.435], '00': [0.427, -7.525, -0.917] },
  MultiClass: { '10': [0.02, -2.364, -0.382], '00': [0.051, -2.889, -0.845] },
  RMSE: { '11': [0.157, -4.062, -0.61], '01': [0.158, -4.287, -0.813], '10': [0.189, -4.383, -0.623], '00': [0.178, -4.473, -0.76] },
};

/** 0.03 for losses without a formula. */
export function automaticRate(loss: string, rows: number, iterations: number, useBestModel: boolean, fromAverage: boolean): number {
  const table = (COEFFICIENTS as Readonly<Record<string, Readonly<Record<string, readonly [number, number, number]>>>>)[loss];
  const found = table?.[`${useBestModel ? 1 : 0}${fromAverage ? 1 : 0}`];
  if (found === undefined) return 0.03;
  const [perRow, constant, perIteration] = found;
  const rate = Math.exp(perRow * Math.log(rows) + constant) * Math.exp(perIteration * Math.log(iterations / 1000));
  return Math.round(Math.min(rate, 0.5) * 1e6) / 1e6;
}
