import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Threads } from '../engine/core/threads.ts';
import { createThreads, type HelperMessage, type HelperPort } from '../engine/kernels/helper-pool.ts';
import { BLOCK, help } from '../engine/kernels/team.ts';

/** The command line is one file: a helper's few lines are printed into the thread that runs them. */
const source = `
const { parentPort } = require('node:worker_threads');
const help = ${help.toString()};
parentPort.on('message', ({ modules, memory }) => {
  parentPort.postMessage('ready');
  help(modules, memory, ${JSON.stringify(BLOCK)});
  parentPort.postMessage('free');
});`;

function spawn(): HelperPort {
  const worker = new Worker(source, { eval: true });
  // A helper that waits does not keep the program from ending.
  worker.unref();
  return {
    post: (start) => worker.postMessage(start),
    listen(message, failed) {
      worker.removeAllListeners();
      worker.on('message', (said: HelperMessage) => message(said));
      worker.on('error', (error) => failed(error.message));
    },
    terminate: () => void worker.terminate(),
  };
}

/** Helper threads of this process; `count` is what the machine has unless said otherwise. */
export const processThreads = (count = availableParallelism()): Threads => createThreads(count, spawn);
