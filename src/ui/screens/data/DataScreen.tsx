import { useDeferredValue, useMemo } from 'react';
import { useSession, useStudy } from '../../hooks/use-app.ts';
import { Screen } from '../../kit/Screen.tsx';
import { NeedsData } from '../runs/Needs.tsx';
import { SniffPreview } from './SniffPreview.tsx';
import { TableView } from './TableView.tsx';
import './data.css';

export default function DataScreen() {
  const read = useStudy((s) => s.data);
  const reading = useSession((s) => s.importing);
  // A table is a large thing to draw: in small pieces, behind what is shown until then.
  const { data, importing } = useDeferredValue(useMemo(() => ({ data: read, importing: reading }), [read, reading]));
  if (importing !== null) return <SniffPreview name={importing.name} sniff={importing.sniff} />;
  if (data === null) return <Screen title="Data"><NeedsData what="Here you see every row and column." /></Screen>;
  return <TableView key={data.file ?? data.table} data={data} />;
}
