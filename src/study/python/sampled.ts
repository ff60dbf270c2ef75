import type { Meta } from '../../engine/core/algorithm.ts';
import { defaultsOf, type ParamValue, type ParamValues } from '../../engine/core/params.ts';
import { literal, text } from './literal.ts';

/** Python tells a share from a count by the point. */
const share = (value: ParamValue | undefined): string => (Number.isInteger(value) ? `${Number(value)}.0` : literal(value ?? null));

function maxFeatures(all: ParamValues): string {
  switch (all['maxFeatures']) {
    case 'fraction': return share(all['maxFeaturesFraction']);
    case 'count': return literal(all['maxFeaturesCount'] ?? 1);
    case 'all': return 'None';
    default: return literal(all['maxFeatures'] ?? null);
  }
}

/** "age: 1, price: -1" as scikit-learn's dictionary; unreadable entries are left to the app's own message. */
function monotonic(given: string): string {
  const entries = given.split(',').flatMap((part) => {
    const [, name, sign] = /^(.+):\s*([+-]?1)$/.exec(part.trim()) ?? [];
    return name === undefined ? [] : [`${text(name.trim())}: ${Number(sign)}`];
  });
  return `{${entries.join(', ')}}`;
}

/** Arguments of trees and forests of scikit-learn that are one there and several, or of two kinds, here. */
export function sampledArguments(meta: Meta, params: ParamValues): readonly string[] {
  const all: ParamValues = { ...defaultsOf(meta.params), ...params };
  const has = (name: string): boolean => Object.hasOwn(meta.params, name);
  const rows = all['maxSamples'];
  const drawn = !has('bootstrap') || all['bootstrap'] === true || meta.type === 'isolation-forest';
  return [
    ...(has('maxFeaturesCount') && all['maxFeatures'] !== meta.params['maxFeatures']!.default ? [`max_features=${maxFeatures(all)}`] : []),
    ...(has('maxSamples') && typeof rows === 'number' && drawn ? [`max_samples=${rows > 1 ? Math.floor(rows) : share(rows)}`] : []),
    ...(has('monotonicCst') && all['monotonicCst'] !== '' ? [`monotonic_cst=${monotonic(String(all['monotonicCst']))}`] : []),
  ];
}
