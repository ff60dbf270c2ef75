import { rate } from './fields.ts';
import { defineLayer, needRank, type LayerKind, sizeOf } from './kind.ts';

const share = rate(0.5, { help: 'Share of the channels that is switched off in each step.' });

/** Whole channels are switched off, since neighbours in a channel say the same. */
export const spatialDropout = <const K extends string>(kind: K, rank: 2 | 3, keras: string): LayerKind<K, { rate: typeof share }> => defineLayer({
  kind, keras,
  summary: 'While training, switches whole channels off at random.',
  fields: { rate: share },
  positional: ['rate'],
  inputs: [1, 1],
  shape: (_, inputs) => needRank(inputs, rank),
  weights: () => [],
  work: (_, __, output) => sizeOf(output),
  kept: (_, __, output) => output.at(-1)!,
});
