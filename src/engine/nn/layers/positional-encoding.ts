import { choice, float } from '../../core/params.ts';
import { defineLayer, free, needRank, sizeOf } from './shared/kind.ts';

export const positionalEncoding = defineLayer({
  kind: 'positionalEncoding',
  summary: 'Adds to every step where it stands: by waves of many lengths, or as learned.',
  fields: {
    mode: choice('sine', ['sine', 'learned'], { help: 'Sine: fixed waves of growing length. Learned: a row of numbers for each place.' }),
    maxWavelength: float(10_000, { above: 1, advanced: true, when: { mode: ['sine'] }, help: 'The longest wave is 2π times so many steps long.' }),
  },
  positional: ['mode'],
  inputs: [1, 1],
  keras: null,
  shape: (_, inputs) => needRank(inputs, 2),
  weights: (layer, [input]) => (layer.mode === 'learned' ? [free('embeddings', input!, 'random_normal')] : []),
  work: (_, __, output) => sizeOf(output),
});

/** The waves, steps × features: sines at even features and cosines at odd ones (Vaswani et al. 2017, 3.5). */
export function sineTable(steps: number, features: number, maxWavelength: number): Float32Array {
  const out = new Float32Array(steps * features);
  for (let t = 0; t < steps; t++) for (let j = 0; j < features; j++) {
    const angle = t / maxWavelength ** ((2 * Math.floor(j / 2)) / features);
    out[t * features + j] = j % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  }
  return out;
}
