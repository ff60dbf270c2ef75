import { StudioError } from '../engine/core/errors.ts';
import type { Ports } from '../jobs/ports.ts';
import { createConnection, SCHEMA } from '../storage/database.ts';
import { createOpfsBlobs } from '../storage/opfs.ts';
import { createRecords } from '../storage/records.ts';
import { onnxPlace } from './onnx-place.ts';
import { workerThreads } from './threads.ts';

/** A table larger than this is offered as a sample: half of what a tab can usually hold. */
const MEMORY_BUDGET = 2 * 1024 ** 3;

/** Storage as a worker of the page reaches it. */
export function workerPorts(): Ports {
  return {
    blobs: createOpfsBlobs(() => navigator.storage.getDirectory()),
    records: createRecords(createConnection('tablab', SCHEMA), () => Date.now()),
    async sample(file) {
      const answer = await fetch(new URL(`/samples/${file}`, self.location.origin));
      if (!answer.ok) throw new StudioError('data', `The sample "${file}" could not be read (${answer.status}). Reload the page and try again.`);
      return answer.blob();
    },
    memoryBudget: MEMORY_BUDGET,
    onnx: onnxPlace,
    threads: workerThreads(),
    now: () => Date.now(),
  };
}
