import { memoryOver } from '../kernels/memory.ts';
import { random, RANDOM } from '../kernels/twins/neural/random.ts';
import { seedWords } from './build/seed.ts';
import { streamOf } from './build/network.ts';

/** What the kernels' `random` makes for the first draw of a layer in a step, made here for those who compute elsewhere. */
function drawn(kind: number, size: number, first: number, second: number, seed: number, layer: number, step: number): Float32Array {
  const [state, parameters, out] = [0, 16, 64];
  const memory = memoryOver(new ArrayBuffer(out + Math.ceil(size / 16) * 64));
  memory.u32.set([...seedWords(seed), step], state / 4);
  memory.f32.set([first, second], parameters / 4);
  random(memory, 0, size, kind, streamOf(layer, 0), state, parameters, out);
  return memory.f32.slice(out / 4, out / 4 + size);
}

/** 0 with probability `rate`, else 1 / (1 − rate): multiplied with activations, it keeps their mean. */
export const dropoutMask = (size: number, rate: number, seed: number, layer: number, step: number): Float32Array => drawn(RANDOM.mask, size, rate, 1 / (1 - rate), seed, layer, step);

/** Normal numbers of deviation `sd`. */
export const noise = (size: number, sd: number, seed: number, layer: number, step: number): Float32Array => drawn(RANDOM.normal, size, 0, sd, seed, layer, step);
