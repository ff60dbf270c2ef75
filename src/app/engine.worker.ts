import { createHandlers } from '../jobs/handlers/index.ts';
import { channelPort } from '../jobs/port.ts';
import { serve } from '../jobs/rpc.ts';
import { workerPorts } from './worker-ports.ts';

/** The page's type library knows `self` as a window, whose postMessage is another. */
type DedicatedWorker = Window & { postMessage(message: unknown, transfer: Transferable[]): void };

/** The engine, at the other end of the page's door. A result of a run stays at hand here, so it is copied. */
serve(createHandlers(workerPorts()), channelPort(self as DedicatedWorker), { copied: ['runResult', 'profile'] });
