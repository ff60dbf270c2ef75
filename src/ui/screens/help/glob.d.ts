/** Vite's list of files by pattern, each with a function that reads it; see https://vite.dev/guide/features#glob-import. */
interface ImportMeta {
  glob(pattern: string, options: { readonly query: '?raw'; readonly import: 'default' }): Readonly<Record<string, () => Promise<unknown>>>;
}
