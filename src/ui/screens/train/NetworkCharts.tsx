import { Skeleton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { LayerReport } from '../../../jobs/protocol.ts';
import { ErrorNote } from '../../kit/ErrorNote.tsx';
import { useScheme } from '../../theme/use-scheme.ts';
import { openInspector } from './inspector-frame.ts';

/** A frame says nothing when its document cannot be had. */
const PATIENCE = 20_000;

/** Every layer and weight at once, drawn by tfjs-vis in a document of its own (see inspector-messages.ts). */
export default function NetworkCharts({ layers }: { readonly layers: readonly LayerReport[] }) {
  const place = useRef<HTMLDivElement>(null);
  const frame = useRef<ReturnType<typeof openInspector> | null>(null);
  const scheme = useScheme();
  const [state, setState] = useState<'opening' | 'ready' | 'drawn'>('opening');
  const [failed, setFailed] = useState<string | null>(null);

  useEffect(() => {
    if (place.current === null) return;
    const opened = openInspector(place.current, (message) => {
      if (message.kind === 'failed') setFailed(message.message);
      else setState(message.kind);
      if (message.kind === 'drawn') opened.setHeight(message.height);
    });
    frame.current = opened;
    return () => opened.close();
  }, []);
  useEffect(() => {
    if (state === 'ready') frame.current?.tell({ kind: 'show', layers });
  }, [state, layers]);
  useEffect(() => {
    if (state !== 'opening') frame.current?.tell({ kind: 'scheme', scheme });
  }, [state, scheme]);
  useEffect(() => {
    if (state === 'drawn') return;
    const timer = setTimeout(() => setFailed('its document did not answer'), PATIENCE);
    return () => clearTimeout(timer);
  }, [state]);

  if (failed !== null) return <ErrorNote error={{ code: 'internal', message: `The charts of all layers could not be drawn: ${failed}. The view by layer shows the same numbers.`, at: {} }} />;
  return (
    <div>
      {state === 'drawn' ? null : <Skeleton height={240} />}
      <div ref={place} />
    </div>
  );
}
