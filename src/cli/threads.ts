import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Threads } from '../engine/core/threads.ts';
import { createThreads, type HelperMessage, type SpawnHelper } from '../engine/kernels/helper-pool.ts';
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

const spawn: SpawnHelper = (said, failed) => {
  const worker = new Worker(source, { eval: true });
  worker.on('message', (message: HelperMessage) => {
    worker.unref();
    said(message);
  });
  worker.on('error', (error: unknown) => failed(error instanceof Error ? error.message : String(error)));
  return {
    // A helper that works or waits does not keep the program from ending; one that is awaited does.
    post(start) {
      worker.ref();
      worker.postMessage(start);
    },
    terminate: () => void worker.terminate(),
  };
};

/** Helper threads of this process; `count` is what the machine has unless said otherwise. */
export const processThreads = (count = availableParallelism()): Threads => createThreads(count, spawn);
