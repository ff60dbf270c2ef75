/** Hands a file to the person; nothing leaves the tab but into their own downloads. */
export function download(name: string, content: Blob | string | Uint8Array, mime = 'application/octet-stream'): void {
  const blob = content instanceof Blob ? content : new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type: mime });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has its own hold on the content once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A title as a file name: "ROC of species" → "roc-of-species". */
export const fileName = (title: string): string => title.toLowerCase().normalize('NFKD').replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '').slice(0, 80) || 'chart';
