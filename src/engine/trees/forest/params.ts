import { bool, float, int, nullable, type ParamsOf } from '../../core/params.ts';
import { limitParams } from '../../tree/params.ts';

/** What all forests ask beside the criterion and the columns tried; scikit-learn's names and defaults. */
export const forestParams = <const B extends boolean>(bootstrap: B) => ({
  nEstimators: int(100, { min: 1, max: 100_000, search: { low: 50, high: 500, log: true }, help: 'Number of trees: more are steadier and slower, never worse.' }),
  ...limitParams,
  bootstrap: bool(bootstrap as boolean, { help: 'Every tree learns from rows drawn with replacement; off, every tree sees all rows.' }),
  maxSamples: nullable(float(0.5, { above: 0, python: null, advanced: true, when: { bootstrap: [true] }, help: 'Rows drawn for a tree: a share up to 1, or a number above 1; empty draws as many as there are.' })),
  oobScore: bool(false, { when: { bootstrap: [true] }, help: 'Score the forest on its training rows too, each asked only of the trees that did not draw it: honest without held-out rows, and shown beside them.' }),
});

export type ForestParams = ParamsOf<ReturnType<typeof forestParams>>;

/** More trees never harm; they take longer. */
export const forestIntents = {
  quick: { nEstimators: 30, minSamplesLeaf: 2 },
  balanced: { nEstimators: 300 },
  thorough: { nEstimators: 1000 },
} as const;

/** Trees that draw their rows can be asked out of the bag for little more. */
export const bootstrapIntents = {
  quick: forestIntents.quick,
  balanced: { ...forestIntents.balanced, oobScore: true },
  thorough: { ...forestIntents.thorough, oobScore: true },
} as const;
