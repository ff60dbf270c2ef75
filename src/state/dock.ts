import type { StoreApi } from 'zustand/vanilla';
import type { Actions, SessionState } from './app.ts';

/** Long jobs with their line in the dock; a failure becomes a message and `null`, a cancel only `null`. */
export function createDock(session: StoreApi<SessionState>, fail: (thrown: unknown) => void): Actions['job'] {
  let next = 1;
  return async (label, run) => {
    const id = next++;
    const control = new AbortController();
    session.setState(({ jobs }) => ({ jobs: [...jobs, { id, label, progress: null, cancel: () => control.abort() }] }));
    try {
      return await run({
        signal: control.signal,
        progress: (progress) => session.setState(({ jobs }) => ({ jobs: jobs.map((job) => (job.id === id ? { ...job, progress } : job)) })),
      });
    } catch (thrown) {
      fail(thrown);
      return null;
    } finally {
      session.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) }));
    }
  };
}
