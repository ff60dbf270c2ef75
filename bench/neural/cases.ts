/** A net that both sides build from the same numbers, and how it is trained. */
export interface Case {
  readonly family: 'MLP' | 'CNN' | 'LSTM' | 'transformer' | 'autoencoder';
  readonly size: 'small' | 'medium' | 'large';
  readonly title: string;
  /** Ours, as text. */
  readonly text: string;
  /** Of one row of the inputs. */
  readonly input: readonly number[];
  readonly outputs: number;
  readonly loss: 'binary' | 'softmax' | 'mse';
  readonly batch: number;
  /** What neural_peers.py builds the same net of: widths of layers, or (units), or (model width, heads, blocks). */
  readonly parts: readonly number[];
  readonly threads: number;
}

type Sized = Omit<Case, 'threads' | 'size' | 'family' | 'title'>;

function mlp(input: number, hidden: readonly number[], outputs: number, batch: number): Sized {
  return {
    text: [`input ${input}`, ...hidden.map((units) => `dense ${units} relu`), `dense ${outputs}`].join('\n'),
    input: [input], outputs, loss: outputs === 1 ? 'binary' : 'softmax', batch, parts: hidden,
  };
}

/** Convolutions of 3 × 3 with padding; a maximum pool after every one of `pooled`. */
function cnn(input: readonly [number, number, number], filters: readonly number[], every: number, hidden: number, batch: number): Sized {
  const layers = filters.flatMap((f, i) => [`conv2d ${f} 3 same relu`, ...((i + 1) % every === 0 ? ['maxPool2d 2'] : [])]);
  return {
    text: [`input ${input.join('x')}`, ...layers, 'flatten', ...(hidden > 0 ? [`dense ${hidden} relu`] : []), 'dense 10'].join('\n'),
    input, outputs: 10, loss: 'softmax', batch, parts: [every, hidden, ...filters],
  };
}

function lstm(time: number, features: number, units: number, batch: number): Sized {
  return { text: `input ${time}x${features}\nlstm ${units}\ndense 1`, input: [time, features], outputs: 1, loss: 'mse', batch, parts: [units] };
}

/** Blocks with normalisation before attention and before a net of four times the width, as GPT-2's. */
function transformer(time: number, width: number, heads: number, blocks: number, batch: number): Sized {
  const lines = [`input ${time}x${width}`, 'x0 = activation linear'];
  for (let b = 0; b < blocks; b++) {
    lines.push(
      `n${b} = layerNorm from x${b}`, `multiHeadAttention ${heads} ${width / heads}`, `h${b} = add x${b} multi_head_attention_${b + 1}`,
      `m${b} = layerNorm from h${b}`, `dense ${width * 4} gelu`, `f${b} = dense ${width}`, `x${b + 1} = add h${b} f${b}`,
    );
  }
  return { text: [...lines, 'layerNorm', 'globalAvgPool1d', 'dense 10'].join('\n'), input: [time, width], outputs: 10, loss: 'softmax', batch, parts: [width, heads, blocks] };
}

function autoencoder(input: number, hidden: readonly number[], batch: number): Sized {
  const all = [...hidden, ...hidden.slice(0, -1).toReversed()];
  return { text: [`input ${input}`, ...all.map((units) => `dense ${units} relu`), `dense ${input}`].join('\n'), input: [input], outputs: input, loss: 'mse', batch, parts: all };
}

const families: Readonly<Record<Case['family'], readonly [Sized, Sized, Sized]>> = {
  MLP: [mlp(20, [64, 64], 1, 256), mlp(100, [256, 256], 10, 256), mlp(784, [1024, 1024], 10, 256)],
  CNN: [cnn([28, 28, 1], [16, 32], 1, 0, 64), cnn([32, 32, 3], [32, 32, 64, 64], 2, 128, 64), cnn([32, 32, 3], [64, 64, 128, 128, 256, 256], 2, 256, 64)],
  LSTM: [lstm(20, 8, 32, 64), lstm(50, 16, 64, 64), lstm(100, 32, 128, 64)],
  transformer: [transformer(16, 32, 2, 1, 32), transformer(64, 64, 4, 2, 32), transformer(128, 128, 4, 4, 32)],
  autoencoder: [autoencoder(64, [32, 8], 256), autoencoder(256, [128, 32], 256), autoencoder(784, [256, 64], 256)],
};

const SIZES = ['small', 'medium', 'large'] as const;

/** All cases for the numbers of threads; `only`: families or sizes to keep, all where there are none. */
export function cases(threads: readonly number[], only: readonly string[]): readonly Case[] {
  const wanted = (list: readonly string[], name: string): boolean => !list.some((one) => only.includes(one)) || only.includes(name);
  return (Object.keys(families) as Case['family'][]).filter((f) => wanted(Object.keys(families), f)).flatMap((family) =>
    SIZES.filter((s) => wanted(SIZES, s)).flatMap((size) => threads.map((t) => {
      const one = families[family][SIZES.indexOf(size)]!;
      return { ...one, family, size, threads: t, title: `${family}, ${size}, ${t} thread${t === 1 ? '' : 's'}` };
    })));
}
