import type { GraphBuilder, LoweredBlock, LoweredFeatures } from '../../export/graph.ts';
import { CAST, isMissingString, lowerColumns, takeColumns } from '../../transformers-shared/lowering.ts';
import type { Fill } from './fill.ts';

/** The filled columns of a block of one kind, and after them their indicators. */
function lowerBlock(graph: GraphBuilder, block: LoweredBlock, fills: readonly Fill[]): readonly LoweredBlock[] {
  const missing = block.kind === 'number' ? graph.op('IsNaN', [block.value]) : isMissingString(graph, block.value);
  const dims = [1, fills.length];
  const row = block.kind === 'number'
    ? graph.doubles('fill', fills.map((f) => Number(f.value ?? 0)), dims)
    : graph.constant('fill', { dtype: 'string', dims, data: fills.map((f) => String(f.value ?? '')) });
  const filled: LoweredBlock = { ...block, value: graph.op('Where', [missing, row, block.value]) };
  const kept = fills.map((_, j) => j).filter((j) => fills[j]!.value !== null);
  const marked = fills.map((_, j) => j).filter((j) => fills[j]!.indicator !== null);
  const flags: LoweredBlock = { kind: 'number', columns: fills.map((f) => f.indicator ?? f.name), value: marked.length === 0 ? missing : graph.op('Cast', [missing], { to: CAST.float64 }) };
  return [
    ...(kept.length === 0 ? [] : [takeColumns(graph, filled, kept)]),
    ...(marked.length === 0 ? [] : [takeColumns(graph, flags, marked)]),
  ];
}

export function lowerFills(fills: readonly Fill[], graph: GraphBuilder, X: LoweredFeatures): LoweredFeatures {
  return (['number', 'category'] as const).reduce<LoweredFeatures>((blocks, kind) => {
    const mine = fills.filter((f) => f.kind === kind);
    if (mine.length === 0) return blocks;
    return lowerColumns(graph, blocks, kind, mine.map((f) => f.name), (block, places) => lowerBlock(graph, block, places.map((k) => mine[k]!)));
  }, X);
}
