import { bool, choice, float, int, nullable, text, type ParamsOf } from '../../core/params.ts';

const share = (what: string, advanced: boolean) => float(1, { above: 0, max: 1, ...(advanced ? { advanced: true as const } : {}), search: { low: 0.5, high: 1 }, help: what });

/** What one reaches for first. */
export const xgboostMain = {
  nEstimators: int(100, { min: 1, max: 100_000, search: { low: 50, high: 1000, log: true }, help: 'Rounds of boosting: how many trees are added, one after the other.' }),
  learningRate: float(0.3, { above: 0, max: 10, search: { low: 0.01, high: 0.3, log: true }, help: 'How much of each tree is added. Smaller needs more rounds and usually generalises better.' }),
  maxDepth: int(6, { min: 0, max: 30, search: { low: 3, high: 10 }, help: 'Most questions from the root to a leaf; 0 sets no limit (then maxLeaves must).' }),
  subsample: share('Share of the rows each tree is grown on, drawn anew for every tree.', false),
  colsampleBytree: share('Share of the columns each tree may look at.', false),
  minChildWeight: float(1, { min: 0, search: { low: 1, high: 20, log: true }, help: 'Least sum of hessians (for squared error: of rows) in a leaf. More is more careful.' }),
  regLambda: float(1, { min: 0, search: { low: 1e-3, high: 100, log: true }, help: 'L2 penalty on leaf values: pulls them towards zero.' }),
  earlyStoppingRounds: nullable(int(10, { min: 1, max: 100_000, help: 'Stop after so many rounds without a better value on the validation rows, and keep the best round. Empty: never.' })),
} as const;

/** The rest, folded. */
export const xgboostMore = {
  gamma: float(0, { min: 0, advanced: true, search: { low: 1e-4, high: 10, log: true }, help: 'Least gain of a split (min_split_loss).' }),
  regAlpha: float(0, { min: 0, advanced: true, search: { low: 1e-4, high: 10, log: true }, help: 'L1 penalty on leaf values: makes small ones zero.' }),
  maxLeaves: int(0, { min: 0, max: 65_536, advanced: true, help: 'Most leaves of a tree; 0 sets no limit.' }),
  growPolicy: choice('depthwise', ['depthwise', 'lossguide'], { advanced: true, help: 'Depthwise grows level by level; lossguide splits the leaf that gains most.' }),
  maxBin: int(256, { min: 2, max: 256, advanced: true, help: 'Bins a number column is cut into.' }),
  samplingMethod: choice('uniform', ['uniform', 'gradient_based'], { advanced: true, help: 'Which rows subsample keeps. Gradient_based rather keeps those with large gradients and lets the others count for those left out, so subsample may be as small as 0.1. XGBoost has it on a GPU, and since 3.2 on a processor.' }),
  colsampleBylevel: share('Share of the columns of a tree that each level may look at.', true),
  colsampleBynode: share('Share of the columns of a level that each node may look at.', true),
  maxDeltaStep: nullable(float(1, { min: 0, advanced: true, help: 'Largest step of a leaf; 0 sets no limit. Empty: 0.7 for counts, else 0.' })),
  baseScore: nullable(float(0.5, { advanced: true, help: 'Where predictions start. Empty: from the targets.' })),
  numParallelTree: int(1, { min: 1, max: 10_000, advanced: true, help: 'Trees grown at once each round; with subsample below 1, one round of many is a random forest.' }),
  booster: choice('gbtree', ['gbtree', 'dart'], { advanced: true, help: 'Dart leaves trees out of a round by chance, so that later ones do not only mend the first.' }),
  rateDrop: float(0, { min: 0, max: 1, advanced: true, when: { booster: ['dart'] }, help: 'Dart: probability that a tree is left out of a round.' }),
  skipDrop: float(0, { min: 0, max: 1, advanced: true, when: { booster: ['dart'] }, help: 'Dart: probability of a round that leaves no tree out.' }),
  oneDrop: bool(false, { advanced: true, when: { booster: ['dart'] }, help: 'Dart: leave out at least one tree.' }),
  sampleType: choice('uniform', ['uniform', 'weighted'], { advanced: true, when: { booster: ['dart'] }, help: 'Dart: all trees alike, or by their weight.' }),
  normalizeType: choice('tree', ['tree', 'forest'], { advanced: true, when: { booster: ['dart'] }, help: 'Dart: new trees weigh as each tree left out, or as all of them together.' }),
  monotoneConstraints: text('', { advanced: true, help: 'Columns along which predictions may only rise (1) or fall (−1), such as {"age": 1, "price": -1}.' }),
  interactionConstraints: text('', { advanced: true, help: 'Columns that may meet on one path, such as [["age", "price"], ["city"]]. Empty: all.' }),
  maxCatToOnehot: int(4, { min: 1, advanced: true, help: 'Columns with fewer categories are split one category against the rest; others into two sets.' }),
  maxCatThreshold: int(64, { min: 1, advanced: true, help: 'Most categories on one side of a split into two sets.' }),
  evalMetric: text('', { advanced: true, help: 'Metrics to watch, such as "auc, logloss"; the app\'s own (f1, mcc, r2, …) and formulas too: "cost = where(y > p, 3 * (y - p), p - y)" is a mean over rows, less is better; "higher gain = …" where more is. Empty: that of the objective.' }),
  stoppingMetric: text('', { advanced: true, python: null, help: 'Which of the metrics decides on early stopping. Empty: the first.' }),
  saveBest: bool(true, { advanced: true, python: null, help: 'After early stopping, keep the trees up to the best round only.' }),
  validationFraction: float(0.1, { min: 0, below: 1, advanced: true, python: null, help: 'Share of the training rows held out for early stopping, where the split has no validation rows of its own.' }),
} as const;

/** Small steps need many trees. Without validation rows of the split a share of the training rows is held out, and the best round is kept. */
export const xgboostIntents = {
  quick: { nEstimators: 50, maxDepth: 4 },
  balanced: { nEstimators: 1000, learningRate: 0.08, maxDepth: 5, minChildWeight: 2, subsample: 0.8, colsampleBytree: 0.8, earlyStoppingRounds: 50 },
  thorough: { nEstimators: 5000, learningRate: 0.02, maxDepth: 5, minChildWeight: 3, subsample: 0.8, colsampleBytree: 0.7, earlyStoppingRounds: 100 },
} as const;

export type XgboostParams = ParamsOf<typeof xgboostMain & typeof xgboostMore>;

/** What rankers add. */
export const xgboostRanking = {
  lambdarankPairMethod: choice('topk', ['topk', 'mean'], { advanced: true, help: 'Pairs compared: all with a row near the top, or some drawn for every row.' }),
  lambdarankNumPairPerSample: nullable(int(8, { min: 1, advanced: true, help: 'Places that count as near the top, or pairs drawn for every row. Empty: 32 and 1.' })),
  lambdarankNormalization: bool(true, { advanced: true, help: 'Divide the gradients of a query by their sum, softened.' }),
  lambdarankScoreNormalization: bool(true, { advanced: true, help: 'Pairs whose scores are far apart count less.' }),
  ndcgExpGain: bool(true, { advanced: true, help: 'A grade g counts 2^g − 1; else it counts g.' }),
} as const;
export type XgboostRankingParams = ParamsOf<typeof xgboostRanking>;
