import { breather } from '../../engine/core/context.ts';
import type { PredictContext } from '../../engine/core/algorithm.ts';
import type { Task } from '../../engine/core/dataset.ts';
import { StudioError } from '../../engine/core/errors.ts';
import type { TableProfile } from '../../frame/profile.ts';
import type { Table } from '../../frame/table.ts';
import type { Study } from '../../study/schema.ts';
import { findTask } from '../../study/task.ts';
import type { Ports } from '../ports.ts';
import type { Call } from '../protocol.ts';
import { createProfiles } from './profiles.ts';
import { createResults, type Results } from './results.ts';
import { createTables, type Tables } from './tables.ts';

/** What all handlers of one worker share. */
export interface Desk {
  readonly ports: Ports;
  readonly tables: Tables;
  readonly results: Results;
  profile(hash: string, call: Call): Promise<TableProfile>;
  /** The study's table. Throws StudioError('data') where it has none. */
  tableOf(study: Study): Promise<Table>;
  /** The study's task, found from its target where the person has not chosen. */
  taskOf(study: Study, call: Call): Promise<Task>;
}

export function createDesk(ports: Ports): Desk {
  const tables = createTables(ports);
  const profiles = createProfiles(ports, tables);
  const hashOf = (study: Study): string => {
    if (!study.data) throw new StudioError('data', 'This study has no data yet. Open a file or a sample first.');
    return study.data.table;
  };
  return {
    ports,
    tables,
    results: createResults(ports),
    profile: profiles,
    tableOf: (study) => tables.get(hashOf(study)),
    async taskOf(study, call) {
      if (study.task !== null) return study.task;
      const profile = await profiles(hashOf(study), call);
      return findTask(profile.columns.find((c) => c.name === study.target) ?? null, profile.rows).task;
    },
  };
}


/** How predicting is watched. */
export const predicting = (call: Call, { threads = null }: Pick<Ports, 'threads'>): PredictContext => ({ signal: call.signal, device: 'auto', threads, breathe: breather(call.signal) });
