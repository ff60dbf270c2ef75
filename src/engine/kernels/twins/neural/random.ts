import type { Memory } from '../../memory.ts';
import { log, sineCosine } from './math.ts';

const f = Math.fround;
const STEP = 2 ** -24;

/** What numbers `random` makes of its two parameters. */
export const RANDOM = {
  /** Evenly over first … first + second. */
  uniform: 0,
  /** Normal with mean first, standard deviation second. */
  normal: 1,
  /** 0 with probability first, else second: the mask of dropout. */
  mask: 2,
} as const;

/** The upper and lower word of a product of unsigned words. */
function product(a: number, b: number): readonly [upper: number, lower: number] {
  const [ah, al, bh, bl] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = ah * bl + ((al * bl) >>> 16);
  const carried = al * bh + (middle & 0xffff);
  return [(ah * bh + Math.floor(middle / 65_536) + Math.floor(carried / 65_536)) >>> 0, Math.imul(a, b) >>> 0];
}

/** Philox 4×32 of seven rounds (Salmon et al. 2011): four words from a counter of four and a key of two. */
export function philox([c0, c1, c2, c3]: readonly [number, number, number, number], [k0, k1]: readonly [number, number]): readonly [number, number, number, number] {
  let counter = [c0, c1, c2, c3] as const;
  for (let round = 0; round < 7; round++) {
    const [upper0, lower0] = product(counter[0], 0xd2511f53);
    const [upper1, lower1] = product(counter[2], 0xcd9e8d57);
    const [key0, key1] = [k0 + Math.imul(round, 0x9e3779b9), k1 + Math.imul(round, 0xbb67ae85)];
    counter = [(upper1 ^ counter[1] ^ key0) >>> 0, lower1, (upper0 ^ counter[3] ^ key1) >>> 0, lower0];
  }
  return counter;
}

const unit = (word: number): number => f((word >>> 8) * STEP);

/** Two normal numbers of two words (Box and Muller). */
function normals(a: number, b: number): readonly [number, number] {
  const radius = f(Math.sqrt(f(-2 * log(f(unit(a) + STEP)))));
  const [sine, cosine] = sineCosine(unit(b));
  return [f(radius * cosine), f(radius * sine)];
}

/**
 * Random numbers `from` … `to` of a tensor, `from` a multiple of 16; `kind` is one of RANDOM, its parameters two single-precision numbers.
 * `state`: address of two words of seed and one that counts steps; `stream` tells the tensors of one step apart. A number depends on these and
 * on its place alone. Places 16 k … are made of counters 4 k …: word w of counter 4 k + l is place 16 k + 4 w + l.
 */
export function random({ f32, u32 }: Memory, from: number, to: number, kind: number, stream: number, state: number, parameters: number, out: number): void {
  const [first, second] = [f32[parameters / 4]!, f32[parameters / 4 + 1]!];
  const key = [u32[state / 4]!, u32[state / 4 + 1]!] as const;
  for (let i = from; i < to; i += 16) {
    for (let lane = 0; lane < 4; lane++) {
      const words = philox([i / 4 + lane, stream >>> 0, u32[state / 4 + 2]!, 0], key);
      const made = kind === RANDOM.normal ? [...normals(words[0], words[1]), ...normals(words[2], words[3])] : words.map(unit);
      made.forEach((v, w) => {
        const at = i + 4 * w + lane;
        if (at >= to) return;
        f32[out / 4 + at] = kind === RANDOM.mask ? (v >= first ? second : 0) : f(f(v * second) + first);
      });
    }
  }
}
