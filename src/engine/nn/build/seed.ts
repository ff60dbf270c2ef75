/** The two words of seed that a training's random numbers are drawn with. */
export const seedWords = (seed: number): readonly [number, number] => [seed >>> 0, 0x9e37_79b9];
