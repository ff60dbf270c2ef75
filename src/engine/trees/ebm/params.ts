import { bool, choice, float, int, text } from '../../core/params.ts';

const ADVANCED = { advanced: true } as const;

/** Parameters of both explainable boosting machines; names and defaults are InterpretML's where they do not depend on the task. */
export const ebmParams = {
  interactions: text('3x', { help: 'Pairs of columns that may act together: a number, a share of the columns (0.5) or a multiple of them (3x). 0: none, easiest to read.' }),
  outerBags: int(14, { min: 1, max: 100, help: 'Models fitted on different rows and averaged; their spread gives the error bars of the shapes.' }),
  maxBins: int(1024, { min: 4, max: 65_535, search: { low: 32, high: 1024, log: true }, help: 'Bins a number column is cut into; fewer give coarser, steadier shapes.' }),
  maxLeaves: int(2, { min: 2, max: 64, search: { low: 2, high: 4 }, help: 'Leaves of the small tree each step adds to one shape.' }),
  minSamplesLeaf: int(4, { min: 1, search: { low: 2, high: 50, log: true }, help: 'Rows a leaf of a step must hold at least.' }),
  maxInteractionBins: int(64, { ...ADVANCED, min: 4, max: 255, help: 'Bins of each column in a pair.' }),
  validationSize: float(0.15, { ...ADVANCED, min: 0, below: 1, help: 'Share of the rows each bag holds out to know when to stop.' }),
  maxRounds: int(50_000, { ...ADVANCED, min: 1, help: 'Rounds of boosting at most, one step for every term in a round.' }),
  earlyStoppingRounds: int(100, { ...ADVANCED, min: 0, help: 'Rounds without improvement on the rows held out before a bag stops. 0: never.' }),
  earlyStoppingTolerance: float(1e-5, { ...ADVANCED, help: 'Improvement, as a share of the loss, that counts as one.' }),
  greedyRatio: float(10, { ...ADVANCED, min: 0, help: 'Rounds of steps for the terms that gain most, after each round that only measures. 0: every term in turn.' }),
  cyclicProgress: bool(false, { ...ADVANCED, help: 'Rounds over all terms also improve the model instead of only measuring.' }),
  regAlpha: float(0, { ...ADVANCED, min: 0, help: 'L1 regularisation of a step.' }),
  regLambda: float(0, { ...ADVANCED, min: 0, help: 'L2 regularisation of a step.' }),
  maxDeltaStep: float(0, { ...ADVANCED, min: 0, help: 'Largest step of a leaf before the learning rate. 0: no limit.' }),
  gainScale: float(5, { ...ADVANCED, min: 0, help: 'How strongly category columns are favoured when the next step is chosen.' }),
  minCatSamples: int(10, { ...ADVANCED, min: 1, help: 'Rows a category needs to be treated by itself; rarer ones move together.' }),
  catSmooth: float(10, { ...ADVANCED, min: 0, help: 'Draws rare categories towards the middle when they are put in order.' }),
  missing: choice('separate', ['low', 'high', 'separate', 'gain'], { ...ADVANCED, help: 'Where missing values stand: below or above all values, apart, or wherever they gain most.' }),
  edits: text('', { ...ADVANCED, python: null, help: 'Changes of shapes by hand, as the editor of the shapes writes them.' }),
} as const;

export const ebmWaives = {
  'row-order': 'The rows a bag holds out are drawn by their place; another order of the table holds other rows out.',
  weights: 'A repeated row can lie on both sides of a bag, a weighted one on one side only: the same on average only.',
} as const;

/** Few bags and rounds: toy data need no more. */
export const ebmCheckWith = { outerBags: 2, maxRounds: 25, smoothingRounds: 5, interactionSmoothingRounds: 5, learningRate: 0.1, maxBins: 64, maxInteractionBins: 12, interactions: '1' } as const;

/** More bags and pairs take longer and give steadier shapes. */
export const ebmIntents = {
  quick: { outerBags: 4, interactions: '0', maxBins: 256 },
  balanced: { outerBags: 8, interactions: '1x' },
  thorough: { outerBags: 25, interactions: '3x' },
} as const;
