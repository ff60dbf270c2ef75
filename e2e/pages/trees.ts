import type { Grown } from './trees.worker.ts';

/** What the page tells of itself: one entry a backend, or what went wrong. */
export interface TreesPage {
  readonly isolated: boolean;
  readonly grown: Promise<readonly Grown[]>;
}

const worker = new Worker(new URL('./trees.worker.ts', import.meta.url), { type: 'module' });
const trees: TreesPage = {
  isolated: crossOriginIsolated,
  grown: new Promise((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<readonly Grown[]>) => resolve(event.data));
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
  }),
};
Object.assign(window, { trees });
