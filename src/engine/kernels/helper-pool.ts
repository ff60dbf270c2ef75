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
  terminate(): void;
}

/** Makes a worker that reports here. */
export type SpawnHelper = (said: (message: HelperMessage) => void, failed: (why: string) => void) => HelperPort;

interface Helper {
  readonly port: HelperPort;
  /** Settles the `join` that waits. */
  joined: (error: Error | null) => void;
}

/** Threads over workers that `spawn` makes. A team's workers are kept when it closes and join the next. */
export function createThreads(count: number, spawn: SpawnHelper): Threads {
  const idle: Helper[] = [];

  const make = (): Helper => {
    const helper: Helper = {
      joined: () => {},
      port: spawn(
        (said) => {
          if (said === 'ready') helper.joined(null);
          else idle.push(helper);
        },
        (why) => {
          helper.port.terminate();
          helper.joined(new Error(why));
        },
      ),
    };
    return helper;
  };

  const join = (helper: Helper, start: HelperStart): Promise<void> => new Promise((resolve, reject) => {
    helper.joined = (error) => (error === null ? resolve() : reject(error));
    helper.port.post(start);
  });

  return {
    count,
    async start(modules, memory, helpers) {
      const team = Array.from({ length: helpers }, () => idle.pop() ?? make());
      try {
        await Promise.all(team.map((helper) => join(helper, { modules, memory })));
      } catch (thrown) {
        for (const helper of team) helper.port.terminate();
        throw thrown;
      }
      // The team's own block tells helpers to stop; they say `free` then.
      return { close: () => {} };
    },
  };
}
