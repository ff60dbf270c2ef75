/** One end of a channel, whatever it is made of: a worker, a MessagePort, Node's parentPort. */
export interface Port {
  post(message: unknown, transfer: readonly Transferable[]): void;
  listen(listener: (message: unknown) => void): void;
}

/** The page's end of a worker that can die or be ended. */
export interface WorkerPort extends Port {
  terminate(): void;
  /** Told once, with what the platform said, when the worker threw outside any job or could not be loaded. */
  onCrash(listener: (why: string) => void): void;
}

interface Channel {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
}

/** A MessagePort or a worker's own global scope as a Port. */
export function channelPort(channel: Channel): Port {
  return {
    post: (message, transfer) => channel.postMessage(message, [...transfer]),
    listen(listener) {
      channel.addEventListener('message', (event) => listener(event.data));
      channel.start?.();
    },
  };
}
