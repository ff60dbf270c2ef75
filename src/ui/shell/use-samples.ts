import { useEffect, useState } from 'react';
import type { Sample } from '../../study/samples.ts';

/** The shipped samples; their list is read after the first paint. */
export function useSamples(): readonly Sample[] {
  const [list, setList] = useState<readonly Sample[]>([]);
  useEffect(() => {
    let here = true;
    void import('../../study/samples.ts').then(({ samples }) => {
      if (here) setList(samples);
    });
    return () => {
      here = false;
    };
  }, []);
  return list;
}
