import type { ImportReport } from '../../../frame/csv/report.ts';
import type { DataSource } from '../../../study/schema.ts';
import { useApp, useDocument, useQuery } from '../../hooks/use-app.ts';

/** How the file was read: from the import just made, or for a restored study by reading the kept file again when it is asked for. */
export function useReport(data: DataSource, wanted: boolean): ImportReport | null {
  const { engine } = useApp();
  const made = useDocument((d) => d.importReport);
  const fresh = made !== null && made.table.hash === data.table;
  const { file, name, options } = data;
  const again = useQuery(!wanted || fresh || file === null ? null : `report:${data.table}`, (call) => engine.reimport({ file: file ?? '', name, options }, { ...call, lane: 'long' }));
  return fresh ? made : again.data;
}
