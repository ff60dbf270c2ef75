import type { HelperMessage, HelperStart } from '../engine/kernels/helper-pool.ts';
import { BLOCK, help } from '../engine/kernels/team.ts';

/** The page's type library knows `self` as a window, whose postMessage is another. */
type DedicatedWorker = Window & { postMessage(message: HelperMessage): void };
const worker = self as DedicatedWorker;

/** A helper thread for kernels: joins one team after another. While it helps it hears no messages; the team's own block ends that. */
worker.addEventListener('message', ({ data }: MessageEvent<HelperStart>) => {
  worker.postMessage('ready');
  help(data.modules, data.memory, BLOCK);
  worker.postMessage('free');
});
