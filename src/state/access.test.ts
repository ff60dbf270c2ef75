import { expect, it } from 'vitest';
import { createAccess, type WriterLocks } from './access.ts';

const rest = (ms = 0): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** One lock as browsers have it: a line, stealing, and leaving the line by signal. */
function lock(): { readonly locks: WriterLocks } {
  let holder: { reject: (error: Error) => void } | null = null;
  const line: (() => void)[] = [];
  const next = (): void => {
    if (holder === null) line.shift()?.();
  };
  return {
    locks: {
      request: (_, { steal, signal }, run) => new Promise((resolve, reject) => {
        const grant = (): void => {
          const me = { reject };
          holder = me;
          void run().then(() => {
            resolve();
            if (holder !== me) return;
            holder = null;
            next();
          });
        };
        if (steal) {
          holder?.reject(new DOMException('stolen', 'AbortError'));
          grant();
          return;
        }
        signal?.addEventListener('abort', () => {
          const at = line.indexOf(grant);
          if (at >= 0) line.splice(at, 1);
          reject(new DOMException('left', 'AbortError'));
        });
        line.push(grant);
        next();
      }),
    },
  };
}

function tabs(deaf = false) {
  const { locks } = lock();
  const listeners: ((message: unknown) => void)[] = [];
  const tab = (hears: boolean) => {
    const mine: string[] = [];
    const own = (message: unknown): void => hearing(message);
    let hearing: (message: unknown) => void = () => {};
    if (hears) listeners.push(own);
    const access = createAccess(locks, {
      post: (message) => listeners.filter((l) => l !== own).forEach((l) => l(message)),
      listen: (listener) => { hearing = listener; },
    }, (ms) => rest(ms / 50));
    return { access, mine, start: () => access.start((a) => void mine.push(a)) };
  };
  return { first: tab(!deaf), second: tab(true) };
}

it('lets the first tab write and the second read', async () => {
  const { first, second } = tabs();
  first.start();
  second.start();
  await rest(20);
  expect([first.mine, second.mine]).toEqual([['writer'], ['reader']]);
});

it('hands over when asked, and back again', async () => {
  const { first, second } = tabs();
  first.start();
  second.start();
  await rest(20);
  await second.access.takeOver();
  await rest(20);
  expect([first.mine, second.mine]).toEqual([['writer', 'reader'], ['reader', 'writer']]);
  await first.access.takeOver();
  await rest(20);
  expect([first.mine.at(-1), second.mine.at(-1)]).toEqual(['writer', 'reader']);
});

it('takes over from a tab that does not answer, which then knows that it reads', async () => {
  const { first, second } = tabs(true);
  first.start();
  second.start();
  await rest(20);
  await second.access.takeOver();
  await rest(20);
  expect([first.mine, second.mine]).toEqual([['writer', 'reader'], ['reader', 'writer']]);
});
