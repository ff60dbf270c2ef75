import { StudioError } from '../../core/errors.ts';
import type { ParamsOf } from '../../core/params.ts';
import { automaticRate } from './auto-rate.ts';
import { parseCtrs } from './ctr-spec.ts';
import type { BoostOptions, Bootstrap } from './options.ts';
import type { boostParams } from './params.ts';

export type BoostParams = ParamsOf<typeof boostParams>;

/** What a loss is called, and CatBoost's habits with it. */
export interface LossHabits {
  /** Name for the automatic learning rate. */
  readonly name: string;
  readonly method: 'Newton' | 'Gradient' | 'Exact';
  readonly newtonIterations: number;
  readonly gradientIterations: number;
  readonly fromAverage: boolean;
  readonly outputs: number;
  /** Which methods are possible. */
  readonly exact: boolean;
  readonly newton: boolean;
}

/** Below so many trees CatBoost takes shortcuts. */
const FEW_TREES = 200;

/** `name: number` pairs by the columns' names; 0 for the others. */
export function perColumn(text: string, columns: readonly string[], param: string): readonly number[] {
  const out = columns.map(() => 0);
  for (const part of text.split(',').map((p) => p.trim()).filter((p) => p.length > 0)) {
    const cut = part.lastIndexOf(':');
    const name = part.slice(0, cut).trim();
    const value = Number(part.slice(cut + 1));
    const at = columns.indexOf(name);
    if (cut < 0 || at < 0) throw new StudioError('param', `"${param}" has "${part}", and ${cut < 0 ? 'it is not written as "column: number"' : `there is no column "${name}"`}. Write such as "age: 1, price: -1".`, { param });
    if (![-1, 0, 1].includes(value)) throw new StudioError('param', `"${param}" gives "${name}" the value ${part.slice(cut + 1).trim()}; it must be 1, -1 or 0.`, { param, column: name });
    out[at] = value;
  }
  return out;
}

function bootstrapOf(params: BoostParams, outputs: number, rows: number): Bootstrap {
  const type = params.bootstrapType ?? (outputs > 1 ? 'Bayesian' : 'MVS');
  const subsample = params.subsample ?? (rows < 100 ? 1 : Math.fround(0.8));
  switch (type) {
    case 'No': return { type };
    case 'Bayesian': return { type, temperature: params.baggingTemperature };
    case 'Bernoulli': return { type, subsample };
    case 'MVS': return { type, subsample };
    default: return type satisfies never;
  }
}

const refuse = (param: string, message: string): never => { throw new StudioError('param', message, { param }); };

function methodOf({ leafEstimationMethod: asked }: BoostParams, loss: LossHabits): BoostOptions['leafEstimationMethod'] {
  if (asked === 'Exact' && !loss.exact) return refuse('leafEstimationMethod', `"leafEstimationMethod" Exact is for MAE, Quantile and MAPE; the loss is ${loss.name}. Leave it empty, or choose Newton or Gradient.`);
  if (asked === 'Newton' && !loss.newton) return refuse('leafEstimationMethod', `"leafEstimationMethod" Newton needs a curved loss, and ${loss.name} has none here. Leave it empty, or choose Gradient${loss.exact ? ' or Exact' : ''}.`);
  return asked ?? loss.method;
}

/** Settings for these rows, with CatBoost's defaults that depend on data, loss or other settings. Throws StudioError('param'). */
export function resolveOptions(params: BoostParams, loss: LossHabits, rows: number, columns: readonly string[], isCategory: readonly boolean[], watched: boolean): BoostOptions {
  const few = params.iterations < FEW_TREES;
  const boostFromAverage = params.boostFromAverage ?? loss.fromAverage;
  const method = methodOf(params, loss);
  const usual = method === 'Exact' ? 1 : method === 'Newton' ? loss.newtonIterations : loss.gradientIterations;
  const own = params.leafEstimationMethod !== null || params.leafEstimationIterations !== null || params.l2LeafReg !== 3;
  const monotone = perColumn(params.monotoneConstraints, columns, 'monotoneConstraints');
  const constrained = monotone.some((sign) => sign !== 0);
  const category = monotone.findIndex((sign, j) => sign !== 0 && isCategory[j]!);
  if (category >= 0) refuse('monotoneConstraints', `"monotoneConstraints" names "${columns[category]!}", which holds categories; only number columns can be constrained.`);
  if (constrained && (loss.outputs > 1 || params.growPolicy !== 'SymmetricTree' || params.boostingType === 'Ordered')) refuse('monotoneConstraints', '"monotoneConstraints" needs one output, growPolicy SymmetricTree and boostingType Plain. Change these, or empty it.');
  if (params.growPolicy !== 'SymmetricTree' && params.boostingType === 'Ordered') refuse('boostingType', 'Ordered boosting grows symmetric trees only, in CatBoost too. Choose growPolicy SymmetricTree, or boostingType Plain.');
  const learningRate = Math.fround(params.learningRate ?? (own ? 0.03 : automaticRate(loss.name, rows, params.iterations, watched, boostFromAverage)));
  return {
    learningRate, shrink: 1 - Math.fround(params.modelShrinkRate ?? (constrained ? 0.01 : 0)) * learningRate,
    iterations: params.iterations, depth: params.depth, l2LeafReg: Math.max(params.l2LeafReg, 1e-20), randomStrength: params.randomStrength, scoreFunction: params.scoreFunction, rsm: params.rsm, modelSizeReg: params.modelSizeReg,
    growPolicy: params.growPolicy, minDataInLeaf: params.minDataInLeaf, maxLeaves: params.maxLeaves,
    boostingType: params.boostingType, foldLenMultiplier: params.foldLenMultiplier, hasTime: params.hasTime,
    bootstrap: bootstrapOf(params, loss.outputs, rows),
    leafEstimationMethod: method,
    leafEstimationIterations: params.leafEstimationIterations ?? (few && columns.length < 20 ? 1 : usual),
    leafEstimationBacktracking: params.leafEstimationBacktracking,
    boostFromAverage,
    borderCount: params.borderCount, featureBorderType: params.featureBorderType, nanMode: params.nanMode,
    oneHotMaxSize: params.oneHotMaxSize, maxCtrComplexity: params.maxCtrComplexity ?? (few ? 1 : 4),
    simpleCtr: parseCtrs(params.simpleCtr, 'simpleCtr'), combinationsCtr: parseCtrs(params.combinationsCtr, 'combinationsCtr'), ctrTargetBorderCount: 1,
    monotone: constrained ? monotone : [],
    odWait: params.odWait,
  };
}
