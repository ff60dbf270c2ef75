import type { Memory } from '../../kernels/memory.ts';
import type { BinnedDataset, FeatureBins } from '../bins/binned.ts';
import type { GrownTree } from './grown-tree.ts';
import type { Layout } from './layout.ts';

/** Writes 256 bytes that say which bins of a column go right. */
export function writeTable({ u8 }: Memory, at: number, feature: FeatureBins, goesLeft: (bin: number) => boolean): void {
  const last = feature.bins + Number(feature.missing >= 0);
  for (let b = 0; b < last; b++) u8[at + b] = goesLeft(b) ? 0 : 1;
}

/** Writes a grown tree for the kernel `route`; its addresses are the layout's. */
export function writeTree({ backend, features }: BinnedDataset, { tree: at, tables }: Layout, tree: GrownTree): void {
  const { memory } = backend;
  let table = tables;
  for (let i = 0; i < tree.nodes; i++) {
    const f = tree.feature[i]!;
    memory.i32.set([f, tree.left[i]!, tree.right[i]!, table], at / 4 + 4 * i);
    if (f < 0) continue;
    const feature = features[f]!;
    const { missing } = feature;
    const missingLeft = tree.missingLeft[i] === 1;
    if (feature.kind === 'number') writeTable(memory, table, feature, (b) => (b === missing ? missingLeft : b <= tree.bin[i]!));
    else {
      const left = new Set(tree.leftCategories[i]);
      const otherLeft = feature.other >= 0 && feature.categories.some((_, c) => left.has(c) && !feature.codes.includes(c));
      writeTable(memory, table, feature, (b) => (b === missing ? missingLeft : b === feature.other ? otherLeft : left.has(feature.codes[b]!)));
    }
    table += 256;
  }
}
