import { createHandlers } from '../jobs/handlers/index.ts';
import { channelPort } from '../jobs/port.ts';
import { serve } from '../jobs/rpc.ts';
import { workerPorts } from './worker-ports.ts';

/** The engine, at the other end of the page's door. */
serve(createHandlers(workerPorts()), channelPort(self), { copied: ['runResult'] });
