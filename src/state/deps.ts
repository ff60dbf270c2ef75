import type { EngineClient } from '../jobs/protocol.ts';
import type { DocumentStore } from '../storage/types.ts';

/** What one tab may do: write, or read until it takes over. */
export interface Access {
  /** Waits in line to be the writer; `changed` is told each time the answer changes, the first time soon after the call. */
  start(changed: (access: 'writer' | 'reader') => void): void;
  /** Asks the writing tab to let go and becomes the writer. */
  takeOver(): Promise<void>;
  /** Tells the other tabs that a document was saved. */
  announce(id: string): void;
  onSaved(listener: (id: string) => void): void;
}

/** Small choices of this browser that are not part of a study. */
export interface Preferences {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly device: 'auto' | 'webgpu' | 'wasm' | 'webgl' | 'cpu';
  readonly help: boolean;
}

/** Everything the stores need from outside, so that tests bring their own. */
export interface Deps {
  readonly engine: EngineClient;
  readonly documents: DocumentStore;
  readonly access: Access;
  readonly preferences: { read(): Partial<Preferences>; write(next: Preferences): void };
  /** Removes what a cancelled training has kept on its way. */
  readonly forgetCheckpoint: (key: string) => Promise<void>;
  /** Whether the result of a run is still kept: old ones are cleared to make room. */
  readonly hasResult: (key: string) => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly setTimer: (run: () => void, ms: number) => number;
  readonly clearTimer: (id: number) => void;
  /** Calls back when the page is being hidden or closed: the last moment to write. */
  readonly onHide: (listener: () => void) => void;
}
