import { bool, choice, float, int, nullable, text, type ParamsOf } from '../../core/params.ts';

/** What one reaches for first. */
export const lightgbmMain = {
  nEstimators: int(100, { min: 1, max: 100_000, search: { low: 50, high: 1000, log: true }, help: 'Rounds of boosting: how many trees are added, one after the other.' }),
  learningRate: float(0.1, { above: 0, max: 10, search: { low: 0.01, high: 0.3, log: true }, help: 'How much of each tree is added. Smaller needs more rounds and usually generalises better.' }),
  numLeaves: int(31, { min: 2, max: 131_072, search: { low: 8, high: 256, log: true }, help: 'Most leaves of a tree: it always splits the leaf that gains most.' }),
  maxDepth: int(-1, { min: -1, max: 1000, help: 'Most questions from the root to a leaf; 0 or less sets no limit.' }),
  minChildSamples: int(20, { min: 0, search: { low: 5, high: 100, log: true }, help: 'Least rows in a leaf (min_data_in_leaf). More is more careful.' }),
  subsample: float(1, { above: 0, max: 1, search: { low: 0.5, high: 1 }, help: 'Share of the rows a bag holds; only with subsampleFreq above 0.' }),
  subsampleFreq: int(0, { min: 0, help: 'A new bag every so many rounds; 0: all rows, always.' }),
  colsampleBytree: float(1, { above: 0, max: 1, search: { low: 0.5, high: 1 }, help: 'Share of the columns each tree may look at.' }),
  regLambda: float(0, { min: 0, search: { low: 1e-3, high: 100, log: true }, help: 'L2 penalty on leaf values: pulls them towards zero.' }),
  earlyStoppingRound: nullable(int(10, { min: 1, max: 100_000, help: 'Stop after so many rounds without a better value on the validation rows, and keep the best round. Empty: never.' })),
} as const;

const dart = { boostingType: ['dart'] } as const;

/** The rest, folded. */
export const lightgbmMore = {
  boostingType: choice('gbdt', ['gbdt', 'dart', 'rf'], { advanced: true, help: 'Gbdt: boosting. Dart leaves trees out of a round by chance. Rf: a random forest, the mean of trees grown on bags.' }),
  regAlpha: float(0, { min: 0, advanced: true, search: { low: 1e-4, high: 10, log: true }, help: 'L1 penalty on leaf values: makes small ones zero.' }),
  minSplitGain: float(0, { min: 0, advanced: true, help: 'Least gain of a split.' }),
  minChildWeight: float(1e-3, { min: 0, advanced: true, help: 'Least sum of hessians in a leaf.' }),
  featureFractionBynode: float(1, { above: 0, max: 1, advanced: true, help: 'Share of the columns of a tree that each node may look at.' }),
  extraTrees: bool(false, { advanced: true, help: 'Try one threshold a column and node, drawn by chance.' }),
  maxBin: int(255, { min: 2, max: 256, advanced: true, help: 'Bins a column is cut into, that of missing values included.' }),
  minDataInBin: int(3, { min: 1, advanced: true, help: 'Least rows of a bin.' }),
  subsampleForBin: int(200_000, { min: 100, advanced: true, help: 'Rows looked at to find the bins.' }),
  dataSampleStrategy: choice('bagging', ['bagging', 'goss'], { advanced: true, help: 'Goss keeps the rows with the largest gradients and, of the others, some by chance.' }),
  topRate: float(0.2, { above: 0, below: 1, advanced: true, when: { dataSampleStrategy: ['goss'] }, help: 'Goss: share of the rows with the largest gradients.' }),
  otherRate: float(0.1, { above: 0, below: 1, advanced: true, when: { dataSampleStrategy: ['goss'] }, help: 'Goss: share of the rows drawn from the others.' }),
  dropRate: float(0.1, { min: 0, max: 1, advanced: true, when: dart, help: 'Dart: share of the rounds that are left out.' }),
  maxDrop: int(50, { min: -1, advanced: true, when: dart, help: 'Dart: most rounds left out at once; 0 or less sets no limit.' }),
  skipDrop: float(0.5, { min: 0, max: 1, advanced: true, when: dart, help: 'Dart: probability of a round that leaves none out.' }),
  uniformDrop: bool(false, { advanced: true, when: dart, help: 'Dart: all rounds alike, whatever their weight.' }),
  xgboostDartMode: bool(false, { advanced: true, when: dart, help: 'Dart: weigh trees as XGBoost does.' }),
  maxDeltaStep: float(0, { min: 0, advanced: true, help: 'Largest step of a leaf; 0 sets no limit.' }),
  pathSmooth: float(0, { min: 0, advanced: true, help: 'Pulls leaves with few rows towards their parents.' }),
  monotoneConstraints: text('', { advanced: true, help: 'Columns along which predictions may only rise (1) or fall (−1), such as {"age": 1, "price": -1}.' }),
  monotonePenalty: float(0, { min: 0, advanced: true, help: 'Keeps splits on monotone columns from the root: none on so many levels, and less of their gain counts below.' }),
  interactionConstraints: text('', { advanced: true, help: 'Columns that may meet on one path, such as [["age", "price"], ["city"]]. Empty: all.' }),
  maxCatToOnehot: int(4, { min: 1, advanced: true, help: 'Columns with no more categories are split one category against the rest; others into two sets.' }),
  maxCatThreshold: int(32, { min: 1, advanced: true, help: 'Most categories on one side of a split into two sets.' }),
  catSmooth: float(10, { min: 0, advanced: true, help: 'Damps the gradients by which categories are ordered where a category has few rows.' }),
  catL2: float(10, { min: 0, advanced: true, help: 'L2 penalty on splits into two sets of categories.' }),
  minDataPerGroup: int(100, { min: 1, advanced: true, help: 'Least rows of a set of categories.' }),
  useQuantizedGrad: bool(false, { advanced: true, help: 'Choose splits by gradients in a few steps. LightGBM does so for speed; here histograms are of whole numbers anyway (31 bits), so it is no quicker and only a little noise, which may help or harm.' }),
  numGradQuantBins: int(4, { min: 2, max: 127, advanced: true, when: { useQuantizedGrad: [true] }, help: 'Steps of gradients and of hessians.' }),
  quantTrainRenewLeaf: bool(false, { advanced: true, when: { useQuantizedGrad: [true] }, help: 'Leaf values from the gradients themselves, not from their steps. Ranking often needs it.' }),
  stochasticRounding: bool(true, { advanced: true, when: { useQuantizedGrad: [true] }, help: 'Round gradients up or down by chance, so that their sums are right on average; else to the nearest step.' }),
  boostFromAverage: bool(true, { advanced: true, help: 'Start from the mean of the targets (as the objective has it), not from zero.' }),
  metric: text('', { advanced: true, help: 'Metrics to watch, such as "auc, binary_logloss"; the app\'s own (f1, mcc, r2, …) and formulas too: "cost = where(y > p, 3 * (y - p), p - y)" is a mean over rows, less is better; "higher gain = …" where more is. Empty: that of the objective.' }),
  firstMetricOnly: bool(false, { advanced: true, help: 'Only the first metric decides on early stopping; else whichever stands still first.' }),
  earlyStoppingMinDelta: float(0, { min: 0, advanced: true, help: 'By how much a metric must improve to count as better.' }),
  saveBest: bool(true, { advanced: true, python: null, help: 'After early stopping, keep the trees up to the best round only.' }),
  validationFraction: float(0.1, { min: 0, below: 1, advanced: true, python: null, help: 'Share of the training rows held out for early stopping, where the split has no validation rows of its own.' }),
} as const;

/** Small steps need many trees. Without validation rows of the split a share of the training rows is held out, and the best round is kept. */
export const lightgbmIntents = {
  quick: { nEstimators: 50, learningRate: 0.2, numLeaves: 15 },
  balanced: { nEstimators: 1000, learningRate: 0.05, subsample: 0.8, subsampleFreq: 1, colsampleBytree: 0.8, earlyStoppingRound: 50 },
  thorough: { nEstimators: 5000, learningRate: 0.02, subsample: 0.8, subsampleFreq: 1, colsampleBytree: 0.7, regLambda: 1, earlyStoppingRound: 100 },
} as const;

export type LightgbmParams = ParamsOf<typeof lightgbmMain & typeof lightgbmMore>;

/** What rankers add. */
export const lightgbmRanking = {
  baggingByQuery: bool(false, { advanced: true, help: 'Bags hold whole queries.' }),
  lambdarankTruncationLevel: int(30, { min: 1, advanced: true, help: 'Pairs are compared that have a row among so many places from the top.' }),
  lambdarankNorm: bool(true, { advanced: true, help: 'Divide the gradients of a query by their sum, softened.' }),
  sigmoid: float(1, { above: 0, advanced: true, help: 'How steeply the probability of a right order grows with the difference of two scores.' }),
} as const;
export type LightgbmRankingParams = ParamsOf<typeof lightgbmRanking>;
