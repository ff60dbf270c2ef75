/**
 * Helper threads for kernels, given by whoever may make workers (the app, the command line). A helper knows no algorithm: it
 * instantiates the modules on the shared memory and calls the exports that the lead thread names (`help` in engine/kernels/team.ts).
 */
export interface Threads {
  /** Threads that may work at once, the lead one included; at least 1. */
  readonly count: number;
  /** Starts `helpers` threads on `memory` (which is shared); resolves when they wait for work, rejects when they cannot be had. */
  start(modules: readonly WebAssembly.Module[], memory: WebAssembly.Memory, helpers: number): Promise<Helpers>;
}

export interface Helpers {
  /** Ends the threads; safe to call twice. */
  close(): void;
}
