import { StudioError } from '../../../engine/core/errors.ts';

/** README.md of a zip that the engine made just now. */
export async function readmeOf(zip: Uint8Array): Promise<string> {
  const { strFromU8, unzipSync } = await import('fflate');
  const bytes = unzipSync(zip, { filter: (entry) => entry.name === 'README.md' })['README.md'];
  if (!bytes) throw new StudioError('internal', 'The exported zip has no README.md.');
  return strFromU8(bytes);
}
