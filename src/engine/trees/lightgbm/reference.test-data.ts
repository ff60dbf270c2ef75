import type { ParamValue } from '../../core/params.ts';

const NAMES: Readonly<Record<string, string>> = { lambda_l2: 'regLambda', lambda_l1: 'regAlpha', min_data_in_leaf: 'minChildSamples', min_gain_to_split: 'minSplitGain', min_sum_hessian_in_leaf: 'minChildWeight', bagging_fraction: 'subsample', bagging_freq: 'subsampleFreq', feature_fraction: 'colsampleBytree', boosting: 'boostingType' };
const camel = (name: string): string => NAMES[name] ?? name.replaceAll(/_(\w)/g, (_, c: string) => c.toUpperCase());

/** LightGBM's parameters as ours: scikit-learn names in camelCase, columns by name. */
export function lightgbmParams(given: Readonly<Record<string, unknown>>, columns: readonly string[]): Readonly<Record<string, ParamValue>> {
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]): [string, ParamValue][] => {
    if (name === 'num_class' || name === 'objective_seed') return [];
    if (name === 'monotone_constraints') return [[camel(name), JSON.stringify(Object.fromEntries((value as number[]).map((way, j) => [columns[j]!, way])))]];
    if (name === 'interaction_constraints') return [[camel(name), JSON.stringify((value as number[][]).map((set) => set.map((j) => columns[j]!)))]];
    return [[camel(name), value as ParamValue]];
  }));
}
