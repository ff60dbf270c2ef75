import { StudioError } from '../../engine/core/errors.ts';
import { inspect } from '../../engine/nn/inspect.ts';
import { measureDevices } from '../../engine/nn/measure.ts';
import { runKey } from '../../study/key.ts';
import { runModel } from '../../study/run.ts';
import { createStepCache } from '../../study/step-cache.ts';
import { createCheckpoint } from '../checkpoints.ts';
import type { EngineApi } from '../protocol.ts';
import type { Desk } from './desk.ts';
import { isNet } from '../../study/net.ts';
import { summaryOf } from './results.ts';

/** Says that a training goes on from a checkpoint. */
const RESUMED = { done: 0, total: 1, label: 'Going on from the checkpoint', metrics: { resumed: 1 } } as const;

export function trainHandlers(desk: Desk): Pick<EngineApi, 'devices' | 'train' | 'inspectNetwork'> {
  const { results, ports } = desk;
  const steps = createStepCache();
  return {
    devices: ({ measure }) => measureDevices(measure, ports.threads ?? null),
    async train({ study, model, options }, call) {
      const key = runKey(study, model);
      // A result that cannot be read is made anew, as its own message asks for; where storage fails, keeping the new one says so.
      const known = await results.find(key).catch(() => null);
      if (known) return summaryOf(known);
      const task = await desk.taskOf(study, call);
      const table = await desk.tableOf(study);
      const warnings: string[] = [];
      const checkpoint = createCheckpoint(ports, key, (why) => warnings.push(`Training could not be kept as it went, so a closed tab would have started it again: ${why}`));
      const result = await runModel(study, model, task, table, {
        signal: call.signal,
        stopRequested: call.stopRequested,
        progress: call.progress,
        device: options.device,
        threads: ports.threads ?? null,
        steps,
        file: (hash) => ports.blobs.get(hash),
        // One that cannot be read is trained again.
        earlier: (earlier) => results.find(earlier).catch(() => null),
        checkpoint: {
          save: checkpoint.save,
          async load() {
            const saved = await checkpoint.load();
            if (saved !== null) call.progress(RESUMED);
            return saved;
          },
        },
      });
      const whole = { ...result, table: study.data!.table, warnings: [...result.warnings, ...warnings] };
      await results.put(whole);
      await checkpoint.clear();
      return summaryOf(whole);
    },
    async inspectNetwork({ key }) {
      const { model } = (await results.get(key)).fitted;
      if (!isNet(model.state)) throw new StudioError('unsupported', 'Only neural networks have layers to look into.', { algorithm: model.type });
      return inspect(model.state);
    },
  };
}
