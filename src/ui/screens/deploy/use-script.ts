import { useEffect, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../engine/core/errors.ts';
import { useDocument } from '../../hooks/use-app.ts';

export interface Script {
  readonly code: string | null;
  readonly error: ErrorRecord | null;
}

/** The study as Python, written anew when the study changes; the last script stays until the next one is there. */
export function useScript(): Script {
  const study = useDocument((d) => d.study);
  const [script, setScript] = useState<Script>({ code: null, error: null });
  useEffect(() => {
    let current = true;
    import('../../../study/python/index.ts')
      .then(({ pythonScript }) => pythonScript(study))
      .then(
        (code) => { if (current) setScript({ code, error: null }); },
        (thrown: unknown) => { if (current) setScript({ code: null, error: errorRecord(thrown) }); },
      );
    return () => { current = false; };
  }, [study]);
  return script;
}
