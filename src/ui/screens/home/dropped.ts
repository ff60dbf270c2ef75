export interface NamedImage {
  readonly file: File;
  /** Folder it lay in: its class. */
  readonly label: string;
}
export type Dropped =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'table'; readonly file: File; readonly leftOut: number }
  | { readonly kind: 'study'; readonly file: File }
  | { readonly kind: 'images'; readonly images: readonly NamedImage[]; readonly leftOut: number };

interface Found {
  readonly file: File;
  /** "pets/cat/1.png" */
  readonly path: string;
}

const IMAGE = /\.(png|jpe?g|gif|webp|bmp)$/i;
const STUDY = /(\.tablab|(^|\/)study\.json)$/i;
const HIDDEN = /(^|\/)(\.|__MACOSX)/;

/** What was dropped, by names: images with the folder as class, a study file, or else a table. */
export function sortDropped(found: readonly Found[]): Dropped {
  const files = found.filter((f) => !HIDDEN.test(f.path));
  const images = files.filter((f) => IMAGE.test(f.path));
  if (images.length > 0 && images.length >= files.length / 2) {
    const label = (path: string): string => path.split('/').at(-2) ?? 'images';
    return { kind: 'images', images: images.map((f) => ({ file: f.file, label: label(f.path) })), leftOut: files.length - images.length };
  }
  const [first] = files;
  if (first === undefined) return { kind: 'nothing' };
  const study = files.find((f) => STUDY.test(f.path));
  if (study !== undefined && files.length === 1) return { kind: 'study', file: study.file };
  return { kind: 'table', file: first.file, leftOut: files.length - 1 };
}

const asFile = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));

async function walk(entry: FileSystemEntry, into: Found[]): Promise<void> {
  if (entry.isFile) {
    into.push({ file: await asFile(entry as FileSystemFileEntry), path: entry.fullPath.replace(/^\//, '') });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader answers at most 100 entries a time, and an empty list at the end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    for (const child of entries) await walk(child, into);
  }
}

/** Files of a drop, folders walked through. The entries must be taken before the first await: the browser clears the list. */
export async function filesOf(transfer: DataTransfer): Promise<readonly Found[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return [...transfer.files].map((file) => ({ file, path: file.name }));
  const found: Found[] = [];
  for (const entry of entries) await walk(entry, found);
  return found;
}

/** Files of an input element, with their path where a folder was chosen. */
export const filesOfList = (list: FileList): readonly Found[] => [...list].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
