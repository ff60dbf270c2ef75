import { catalog } from '../../../engine/models/catalog.ts';
import { catalog as transformers } from '../../../engine/transformers/catalog.ts';

/** Pages are files of the repository, each its own small chunk, read when opened. */
const files: Readonly<Record<string, () => Promise<unknown>>> = {
  ...import.meta.glob('/docs/help/*.md', { query: '?raw', import: 'default' }),
  ...import.meta.glob('/src/engine/models/*/README.md', { query: '?raw', import: 'default' }),
  ...import.meta.glob('/src/engine/transformers/*/README.md', { query: '?raw', import: 'default' }),
};

export interface HelpPage {
  readonly id: string;
  readonly title: string;
  readonly group: 'Stages' | 'More' | 'Algorithms' | 'Steps';
  readonly read: () => Promise<string>;
}

const STAGES = ['home', 'data', 'explore', 'prepare', 'model', 'train', 'evaluate', 'explain', 'deploy'];
const MORE: Readonly<Record<string, string>> = { keyboard: 'Keyboard', 'command-line': 'Command line', privacy: 'Privacy' };
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const page = (id: string, title: string, group: HelpPage['group'], path: string): readonly HelpPage[] => {
  const read = files[path];
  return read ? [{ id, title, group, read: async () => String(await read()) }] : [];
};

/** Everything there is to read, in the order of the work. */
export const helpPages: readonly HelpPage[] = [
  ...STAGES.flatMap((id) => page(id, capital(id), 'Stages', `/docs/help/${id}.md`)),
  ...Object.entries(MORE).flatMap(([id, title]) => page(id, title, 'More', `/docs/help/${id}.md`)),
  ...catalog.flatMap((meta) => page(`model-${meta.type}`, meta.name, 'Algorithms', `/src/engine/models/${meta.type}/README.md`)),
  ...transformers.flatMap((meta) => page(`step-${meta.type}`, meta.name, 'Steps', `/src/engine/transformers/${meta.type}/README.md`)),
];

/** Pages that hold every word, those that hold them in the title first. */
export function searchPages(pages: readonly { readonly page: HelpPage; readonly text: string }[], wanted: string): readonly HelpPage[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return pages.map(({ page }) => page);
  const rank = ({ page, text }: { readonly page: HelpPage; readonly text: string }): number => (words.every((w) => page.title.toLowerCase().includes(w)) ? 0 : words.every((w) => text.includes(w) || page.title.toLowerCase().includes(w)) ? 1 : 2);
  return pages.filter((p) => rank(p) < 2).toSorted((a, b) => rank(a) - rank(b)).map(({ page }) => page);
}
