import { sniff } from '../../frame/csv/sniff.ts';
import type { Ports } from '../ports.ts';
import type { EngineApi } from '../protocol.ts';

/** The engine's methods over what `ports` give. */
export function createHandlers(ports: Ports): EngineApi {
  return { sniff: (req) => (ports.memoryBudget > 0 ? sniff(req.file, req.options) : Promise.reject(new Error('No memory.'))) } as Partial<EngineApi> as EngineApi;
}
