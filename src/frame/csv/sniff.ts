import { unpacked } from './bytes.ts';
import type { ImportOptions } from './options.ts';
import { planReading } from './plan.ts';
import type { Sniff } from './report.ts';
import { dialectSentence } from './sentence.ts';

/**
 * Looks at the start, the middle and the end of a delimited file (or a gzip of one) and says how it would be read. Parts of
 * the dialect and types that `options` gives are taken as given. Throws FrameError ('data') where the file is empty, binary, or
 * has no rows.
 */
export async function sniff(file: Blob, options: ImportOptions): Promise<Sniff> {
  const plan = await planReading(await unpacked(file), options);
  return {
    dialect: plan.dialect,
    columns: plan.names.map((name, j) => ({ name, type: plan.columns[j]!.type, why: plan.columns[j]!.why })),
    sentence: dialectSentence(plan.dialect, plan.names.length),
    preview: plan.preview,
    estimatedRows: plan.estimatedRows,
    estimatedBytes: plan.estimatedBytes,
  };
}
