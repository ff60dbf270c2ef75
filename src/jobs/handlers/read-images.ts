import { cancelled } from '../../engine/core/errors.ts';
import type { LabelledImage } from '../../frame/images/image-table.ts';
import type { ImportIssue } from '../../frame/csv/report.ts';
import type { Call, EngineApi } from '../protocol.ts';
import { decodeImage } from './decode-image.ts';

type Files = Parameters<EngineApi['importImages']>[0]['files'];
const MAX_EXAMPLES = 100;

/** Images one at a time; those that cannot be read are left out, counted and listed. */
export async function* readImages(files: Files, unreadable: { name: string; why: string }[], call: Call): AsyncGenerator<LabelledImage> {
  for (const [i, { file, name, label }] of files.entries()) {
    if (call.signal.aborted) throw cancelled();
    call.progress({ done: i, total: files.length, label: 'Reading images' });
    let image: LabelledImage | null = null;
    try {
      image = { ...await decodeImage(file, name), name, label };
    } catch (thrown) {
      unreadable.push({ name, why: thrown instanceof Error ? thrown.message : String(thrown) });
    }
    if (image) yield image;
  }
}

/** What was left out, in words. */
export function imageIssues(unreadable: readonly { readonly name: string; readonly why: string }[]): readonly ImportIssue[] {
  if (unreadable.length === 0) return [];
  const many = unreadable.length > 1;
  return [{
    kind: 'unreadable-row',
    count: unreadable.length,
    message: `${unreadable.length} ${many ? 'files could' : 'file could'} not be read as an image and ${many ? 'were' : 'was'} left out. ${unreadable[0]!.why}`,
    column: null,
    examples: unreadable.slice(0, MAX_EXAMPLES).map(({ name }, i) => ({ line: i + 1, text: name })),
  }];
}
