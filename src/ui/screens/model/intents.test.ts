import { describe, expect, it } from 'vitest';
import { catalog } from '../../../engine/models/catalog.ts';
import { intentOf, paramsOfIntent } from './intents.ts';

const withIntents = catalog.filter((meta) => meta.intents !== undefined);

describe('settings by intent', () => {
  it.each(withIntents.map((meta) => [meta.name, meta] as const))('%s knows its own settings again', (_, meta) => {
    for (const intent of ['quick', 'balanced', 'thorough', 'defaults'] as const) {
      const params = paramsOfIntent(meta, intent)!;
      const found = intentOf(meta, params);
      // Where an intent is just the defaults, that is what it is called.
      expect(found === intent || found === 'defaults').toBe(true);
    }
    expect(new Set((['quick', 'balanced', 'thorough'] as const).map((intent) => JSON.stringify(paramsOfIntent(meta, intent)))).size).toBe(3);
  });
  it('calls anything else one’s own', () => {
    const meta = withIntents[0]!;
    const [name, param] = Object.entries(meta.params).find(([, p]) => p.kind === 'int')!;
    expect(intentOf(meta, { [name]: (param.default as number) + 1 })).toBe('own');
    expect(paramsOfIntent(meta, 'own')).toBeNull();
  });
});
