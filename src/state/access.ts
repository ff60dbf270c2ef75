import type { Access } from './deps.ts';

const LOCK = 'tablab-writer';
/** How long the writing tab may take to save and let go before it is taken from. */
const PATIENCE_MS = 2000;

type LockOptions = { readonly steal?: boolean; readonly signal?: AbortSignal };
export interface WriterLocks {
  request(name: string, options: LockOptions, run: () => Promise<void>): Promise<void>;
}
export interface Wire {
  post(message: unknown): void;
  listen(listener: (message: unknown) => void): void;
}

type Word = { readonly tablab: 'let-go' } | { readonly tablab: 'saved'; readonly id: string };

/**
 * One tab writes. Every tab stands in line for one lock: the first has it, and when it closes or crashes the browser
 * gives it to the next. Taking over asks the writer to save and go to the end of the line, and takes the lock from a tab
 * that does not answer.
 */
export function createAccess(locks: WriterLocks, wire: Wire, wait: (ms: number) => Promise<void>): Access {
  let release: (() => void) | null = null;
  let changed: (access: 'writer' | 'reader') => void | Promise<void> = () => {};
  let told: 'writer' | 'reader' | null = null;
  let line = new AbortController();
  const savedListeners: ((id: string) => void)[] = [];

  const tell = async (access: 'writer' | 'reader'): Promise<void> => {
    if (told === access) return;
    told = access;
    await changed(access);
  };

  const hold = (): Promise<void> => new Promise((resolve) => {
    release = () => {
      release = null;
      resolve();
    };
    void tell('writer');
  });

  const enter = (steal: boolean): void => {
    line = new AbortController();
    const mine = line;
    // A lock that is taken away rejects the request of whoever held it; one that leaves the line rejects its own.
    locks.request(LOCK, steal ? { steal: true } : { signal: mine.signal }, hold).then(
      () => false,
      () => !mine.signal.aborted,
    ).then(async (taken) => {
      if (!taken) return;
      release = null;
      await tell('reader');
      enter(false);
    });
  };

  wire.listen((message) => {
    const word = message as Word;
    if (word.tablab === 'saved') for (const listener of savedListeners) listener(word.id);
    if (word.tablab === 'let-go' && release) {
      const go = release;
      void tell('reader').then(() => {
        go();
        enter(false);
      });
    }
  });

  return {
    start(listener) {
      changed = listener;
      enter(false);
      // Where another tab has the lock there is no answer: this tab reads until there is one.
      void wait(150).then(() => (told === null ? tell('reader') : undefined));
    },
    async takeOver() {
      if (told === 'writer') return;
      wire.post({ tablab: 'let-go' } satisfies Word);
      for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
        await wait(50);
        if (release) return;
      }
      line.abort();
      enter(true);
    },
    announce: (id) => wire.post({ tablab: 'saved', id } satisfies Word),
    onSaved: (listener) => void savedListeners.push(listener),
  };
}
