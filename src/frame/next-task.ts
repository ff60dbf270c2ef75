/**
 * Lets messages and events in that wait, then goes on. A message to oneself: browsers hold timers that follow one another back by four
 * milliseconds each.
 */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
