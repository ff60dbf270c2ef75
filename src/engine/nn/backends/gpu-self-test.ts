import { networkLayout, networkWeights, parseText } from '../spec/index.ts';
import { gpuTrainer } from '../train/gpu-trainer.ts';
import { planTrainer } from '../train/plan-trainer.ts';
import type { Trainer } from '../train/parts.ts';

/** A convolution, a pool that sees numbers below 0, a normalisation, attention and a product: one of each kind of shader that is not simple. */
const NET = 'input 6x6x2\nconv2d 5 3 same\nmaxPool2d 2\nbatchNorm\nreshape 9x5\nmultiHeadAttention 2 3\nflatten\ndense 17 gelu\ndense 3';
const ROWS = 8;
const NEAR = 1e-3;
const SGD = { kind: 'sgd', learningRate: 0.1, momentum: 0, nesterov: false, beta1: 0.9, beta2: 0.999, rho: 0.9, epsilon: 1e-7, weightDecay: 0 } as const;

/** Whether two steps of a small net (of three outputs; one with a shader of each kind that is not simple, where none is given) come to other weights on the graphics processor than in plain TypeScript. Throws where it fails altogether. */
export async function gpuIsWrong(text: string = NET): Promise<boolean> {
  const { network } = parseText(text);
  const inputs = network.inputs[0]!.shape.reduce((a, b) => a * b, 1);
  const layout = networkLayout(network);
  const spec = { network, layout, loss: 'softmax', seed: 1, optimizer: SGD, trainable: layout.trainable, variables: layout.variables, l1: 0, l2: 0, clipNorm: null, clipValue: null, maxNorm: null, sizes: { learned: [ROWS], scored: [] } } as const;
  const start = { values: networkWeights(network, 1), slots: [], steps: 0 };
  const batch = {
    rows: ROWS,
    x: Float32Array.from({ length: ROWS * inputs }, (_, i) => Math.sin(i * 1.7) - 0.3),
    y: Float32Array.from({ length: ROWS * 3 }, (_, i) => Number(i % 3 === Math.floor(i / 3) % 3)),
    weight: new Float32Array(ROWS).fill(1),
  };
  const trained = async (trainer: Trainer): Promise<Float32Array> => {
    try {
      for (let step = 0; step < 2; step++) trainer.step(batch, 0.1, step);
      const { values } = await trainer.weights();
      return trainer.failure() === null ? values : new Float32Array();
    } finally {
      trainer.dispose();
    }
  };
  const expected = await trained(await planTrainer(spec, start, { device: 'cpu', threads: null, twins: true }));
  const found = await trained(await gpuTrainer(spec, start));
  return found.length !== expected.length || found.some((v, i) => !(Math.abs(v - expected[i]!) < NEAR));
}
