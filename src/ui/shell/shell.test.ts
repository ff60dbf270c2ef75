import { describe, expect, it } from 'vitest';
import type { RunsState } from '../../state/app.ts';
import { newStudy } from '../../study/create.ts';
import type { Study } from '../../study/schema.ts';
import { highlight } from './highlight.ts';
import { countRuns, stageStates } from './stages.ts';

const empty: Study = newStudy();
const loaded: Study = {
  ...empty,
  data: { table: 't', file: null, name: 'penguins.csv', sample: null, rows: 3, columns: [{ name: 'a', type: 'number' }], options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, image: null },
};

describe('rail', () => {
  it('says what every stage waits for', () => {
    const states = Object.fromEntries(stageStates(empty, 0, 0).map((s) => [s.stage, s]));
    expect(states['home']).toMatchObject({ needs: null });
    expect(states['help']).toMatchObject({ needs: null });
    expect(states['train']).toMatchObject({ short: 'needs data', done: false, count: null });
    const next = Object.fromEntries(stageStates(loaded, 0, 0).map((s) => [s.stage, s]));
    expect(next['data']).toMatchObject({ done: true, count: 1, needs: null });
    expect(next['prepare']).toMatchObject({ short: 'choose a target', needs: null });
    expect(next['train']).toMatchObject({ short: 'needs a model' });
    const modelled: Study = { ...loaded, target: 'a', models: [{ id: 'm', type: 'ridge', version: 1, params: {}, seed: 0 }] };
    expect(stageStates(modelled, 0, 0).find((s) => s.stage === 'evaluate')).toMatchObject({ short: 'needs training' });
    expect(stageStates(modelled, 1, 0).find((s) => s.stage === 'evaluate')).toMatchObject({ needs: null });
  });
  it('counts only runs of the models as they stand', () => {
    const study: Study = { ...loaded, models: [{ id: 'm', type: 'ridge', version: 1, params: {}, seed: 0 }] };
    const run = { key: 'k-m', modelId: 'm', modelType: 'ridge', status: 'ok', activity: 'idle', progress: null, startedAt: null, etaSeconds: null, live: [], summary: null, error: null, note: null } as const;
    const runs: RunsState = { 'k-m': run, old: { ...run, key: 'old', activity: 'running' } };
    expect(countRuns(study, runs, (_, id) => `k-${id}`)).toEqual({ trained: 1, active: 0 });
  });
});

it('highlights without losing a character', () => {
  const code = 'import numpy as np  # it\'s\nx = f"a # b" + \'c\'\nif x is None: y = 1e-3\n"""doc\nstring"""\n';
  const tokens = highlight(code);
  expect(tokens.map((t) => t.text).join('')).toBe(code);
  expect(tokens.filter((t) => t.kind === 'comment').map((t) => t.text)).toEqual(["# it's"]);
  expect(tokens.filter((t) => t.kind === 'keyword').map((t) => t.text)).toEqual(['import', 'as', 'if', 'is', 'None']);
  expect(tokens.some((t) => t.kind === 'text' && t.text.startsWith('"""doc'))).toBe(true);
});
