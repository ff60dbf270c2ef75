import { useSession, useStudy } from '../../hooks/use-app.ts';
import { Screen } from '../../kit/Screen.tsx';
import { NeedsData } from '../runs/Needs.tsx';
import { SniffPreview } from './SniffPreview.tsx';
import { TableView } from './TableView.tsx';
import './data.css';

export default function DataScreen() {
  const data = useStudy((s) => s.data);
  const importing = useSession((s) => s.importing);
  if (importing !== null) return <SniffPreview name={importing.name} sniff={importing.sniff} />;
  if (data === null) return <Screen title="Data"><NeedsData what="Here you see every row and column." /></Screen>;
  return <TableView key={data.file ?? data.table} data={data} />;
}
