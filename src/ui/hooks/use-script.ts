import { useEffect, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../engine/core/errors.ts';
import { useStudy } from './use-app.ts';
import { useTask } from './use-data.ts';

export interface Script {
  /** '' for a study without data; `null` until the first one is written. */
  readonly code: string | null;
  readonly error: ErrorRecord | null;
}

/** The study as Python, written anew when the study changes; the last script stays until the next one is there. */
export function useScript(): Script {
  const study = useStudy((s) => s);
  const task = useTask();
  const [script, setScript] = useState<Script>({ code: null, error: null });
  useEffect(() => {
    let current = true;
    import('../../study/python/index.ts')
      .then(({ pythonScript }) => (study.data === null ? '' : pythonScript(study, task === null ? {} : { task })))
      .then(
        (code) => { if (current) setScript({ code, error: null }); },
        (thrown: unknown) => { if (current) setScript({ code: null, error: errorRecord(thrown) }); },
      );
    return () => { current = false; };
  }, [study, task]);
  return script;
}
