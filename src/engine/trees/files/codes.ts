/** Names for categories that have none in a file, '0', '1', … up to the largest code that any split of column `j` asks for. */
export function codeNames(trees: readonly { readonly feature: Int32Array; readonly sets: ReadonlyMap<number, Uint32Array> }[], j: number): readonly string[] {
  let most = 0;
  for (const tree of trees) {
    for (const [node, words] of tree.sets) {
      if (tree.feature[node] !== j) continue;
      const last = words.findLastIndex((word) => word !== 0);
      if (last >= 0) most = Math.max(most, last * 32 + 32 - Math.clz32(words[last]!));
    }
  }
  return Array.from({ length: most }, (_, c) => String(c));
}
