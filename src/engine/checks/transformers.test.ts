import { describe, expect, it } from 'vitest';
import { runGraph } from '../export/onnx/index.ts';
import { catalog } from '../transformers/catalog.ts';
import { all } from '../transformers/index.ts';
import { checksForTransformer } from './check-transformer.ts';

describe.each(all.map((t) => [t.type, t] as const))('%s', (_, t) => {
  // The checks throw by themselves, with what differs.
  it.each([...checksForTransformer(t, runGraph)])('%s', async (_name, run) => expect(await run()).toBeUndefined());
});

it('lists every transformer once, with the reason for each check it is excused from', () => {
  expect(new Set(catalog.map((m) => m.type)).size).toBe(all.length);
  for (const meta of catalog) for (const reason of Object.values(meta.waives ?? {})) expect(reason.length).toBeGreaterThan(20);
});
