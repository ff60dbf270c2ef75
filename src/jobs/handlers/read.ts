import { StudioError } from '../../engine/core/errors.ts';
import { importCsv } from '../../frame/csv/import-csv.ts';
import type { Dialect, ImportOptions } from '../../frame/csv/options.ts';
import type { ImportReport } from '../../frame/csv/report.ts';
import { sniff } from '../../frame/csv/sniff.ts';
import { imageTable } from '../../frame/images/image-table.ts';
import { findSample } from '../../study/samples.ts';
import type { Call, EngineApi } from '../protocol.ts';
import type { Desk } from './desk.ts';
import { imageIssues, readImages } from './read-images.ts';

/** Images have none; a report says one all the same. */
const NO_DIALECT: Dialect = { delimiter: ',', quote: '"', decimal: '.', thousands: '', encoding: 'utf-8', skipLines: 0, header: true, comment: '' };

/** From a file to a table in storage. */
export function readHandlers(desk: Desk): Pick<EngineApi, 'sniff' | 'importCsv' | 'reimport' | 'importSample' | 'importImages'> {
  const { ports, tables } = desk;

  /** Reads, keeps the table, and keeps the file under `file` (`null`: it is kept here). */
  const read = async (blob: Blob, name: string, options: ImportOptions, file: string | null, call: Call): Promise<ImportReport> => {
    const start = performance.now();
    const { table, dialect, sentence, issues } = await importCsv(blob, name, options, { signal: call.signal, progress: call.progress, memoryBudget: ports.memoryBudget });
    const info = await tables.put(table);
    const kept = file ?? await ports.blobs.putStream(blob, (done, total) => call.progress({ done, total, label: 'Keeping the file' }));
    return { table: info, file: kept, dialect, sentence, issues, seconds: (performance.now() - start) / 1000 };
  };

  return {
    sniff: ({ file, options }) => sniff(file, options),
    importCsv: ({ file, name, options }, call) => read(file, name, options, null, call),
    async reimport({ file, name, options }, call) {
      const blob = await ports.blobs.open(file);
      if (!blob) throw new StudioError('storage', `The file of "${name}" is no longer in this browser. Open it again.`);
      return read(blob, name, options, file, call);
    },
    async importSample({ id }, call) {
      const { file, options, image, title, target, inOrder = false } = findSample(id);
      return { ...await read(await ports.sample(file), file, options, null, call), image, title, target, options, inOrder };
    },
    async importImages({ files, image }, call) {
      const start = performance.now();
      const unreadable: { name: string; why: string }[] = [];
      const table = await imageTable(readImages(files, unreadable, call), image);
      const labels = new Set(files.map((f) => f.label).filter((label) => label !== '')).size;
      return {
        table: await tables.put(table),
        file: null,
        dialect: NO_DIALECT,
        sentence: `${table.rows.toLocaleString('en')} images of ${image.width} × ${image.height} pixels${labels > 0 ? ` with ${labels} labels` : ''}.`,
        issues: imageIssues(unreadable),
        seconds: (performance.now() - start) / 1000,
        image,
      };
    },
  };
}
