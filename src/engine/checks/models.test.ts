import { describe, expect, it } from 'vitest';
import { runGraph } from '../export/onnx/index.ts';
import { all } from '../models/index.ts';
import { checksForModel } from './check-model.ts';

describe.each(all.map((model) => [model.type, model] as const))('%s', (_, model) => {
  for (const { says, run, waived } of checksForModel(model, runGraph)) {
    it.skipIf(waived !== null)(`${says}${waived === null ? '' : ` (excused: ${waived})`}`, async () => {
      await expect((async () => run())()).resolves.toBeUndefined();
    });
  }
});
