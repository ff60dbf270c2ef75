import type { ParamValue } from '../../core/params.ts';

const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, c: string) => c.toUpperCase());

/** XGBoost's parameters as ours: camelCase, columns by name. */
export function xgboostParams(given: Readonly<Record<string, unknown>>, columns: readonly string[]): Readonly<Record<string, ParamValue>> {
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]): [string, ParamValue][] => {
    if (name === 'num_class') return [];
    if (name === 'monotone_constraints') return [[camel(name), JSON.stringify(Object.fromEntries((JSON.parse(`[${String(value).slice(1, -1)}]`) as number[]).map((way, j) => [columns[j]!, way])))]];
    if (name === 'interaction_constraints') return [[camel(name), JSON.stringify((JSON.parse(String(value)) as number[][]).map((set) => set.map((j) => columns[j]!)))]];
    return [[camel(name), value as ParamValue]];
  }));
}
