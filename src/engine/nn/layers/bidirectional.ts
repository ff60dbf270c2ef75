import { choice } from '../../core/params.ts';
import { gru } from './gru.ts';
import { defineLayer, wrappedOf } from './shared/kind.ts';
import { lstm } from './lstm.ts';
import { simpleRnn } from './simple-rnn.ts';

const wraps = { simpleRnn, lstm, gru };

export const bidirectional = defineLayer({
  kind: 'bidirectional',
  summary: 'Reads a sequence forwards and backwards with a recurrent layer each.',
  fields: { mergeMode: choice('concat', ['concat', 'sum', 'mul', 'ave'], { help: 'How the two readings become one: side by side, sum, product or mean.' }) },
  positional: ['mergeMode'],
  inputs: [1, 1],
  keras: 'Bidirectional',
  wraps,
  shape(layer, inputs) {
    const { inner, settings } = wrappedOf(wraps, layer.layer);
    const shape = inner.shape(settings, inputs);
    return layer.mergeMode === 'concat' ? [...shape.slice(0, -1), 2 * shape.at(-1)!] : shape;
  },
  weights(layer, inputs) {
    const { inner, settings } = wrappedOf(wraps, layer.layer);
    const own = inner.weights(settings, inputs);
    return ['forward', 'backward'].flatMap((way) => own.map((w) => ({ ...w, name: `${way}/${w.name}` })));
  },
  work(layer, inputs, output) {
    const { inner, settings } = wrappedOf(wraps, layer.layer);
    return 2 * inner.work(settings, inputs, output);
  },
  kept(layer, inputs, output) {
    const { inner, settings } = wrappedOf(wraps, layer.layer);
    return 2 * (inner.kept?.(settings, inputs, output) ?? 0);
  },
});
