import type { Threads } from '../core/threads.ts';

/** What a helper is sent to join a team, and what it says: that it works, and that the team was closed. */
export interface HelperStart {
  readonly modules: readonly WebAssembly.Module[];
  readonly memory: WebAssembly.Memory;
}
export type HelperMessage = 'ready' | 'free';

/** A worker that runs `help` (team.ts), however it was made. */
export interface HelperPort {
  post(start: HelperStart): void;
  /** Replaces the listeners there were. */
  listen(message: (said: HelperMessage) => void, failed: (why: string) => void): void;
  terminate(): void;
}

/** Threads over workers that `spawn` makes. A team's workers are kept when it closes and join the next. */
export function createThreads(count: number, spawn: () => HelperPort): Threads {
  const idle: HelperPort[] = [];

  /** Resolves when the helper works for the team; afterwards it comes back to `idle` by itself, or is ended if it fails. */
  const join = (helper: HelperPort, start: HelperStart): Promise<void> => new Promise((resolve, reject) => {
    helper.listen(
      (said) => {
        if (said === 'ready') resolve();
        else idle.push(helper);
      },
      (why) => {
        helper.terminate();
        reject(new Error(why));
      },
    );
    helper.post(start);
  });

  return {
    count,
    async start(modules, memory, helpers) {
      const team = Array.from({ length: helpers }, () => idle.pop() ?? spawn());
      try {
        await Promise.all(team.map((helper) => join(helper, { modules, memory })));
      } catch (thrown) {
        for (const helper of team) helper.terminate();
        throw thrown;
      }
      // The team's own block tells helpers to stop; they say `free` then.
      return { close: () => {} };
    },
  };
}
