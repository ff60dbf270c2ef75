import { bool, choice, float, int, nullable, text } from '../../core/params.ts';
import { BORDER_TYPES } from './borders.ts';
import { SCORE_FUNCTIONS } from './score.ts';

/** CatBoost's parameters that its models share, with its defaults unless the help says otherwise. */
export const treeParams = {
  iterations: int(300, { min: 1, max: 100_000, search: { low: 50, high: 1000, log: true }, help: 'Trees at most. CatBoost\'s own default is 1000; 300 are quick, and the automatic learning rate makes up for it.' }),
  learningRate: nullable(float(0.1, { above: 0, max: 1, search: { low: 0.01, high: 0.3, log: true }, help: 'How much each tree adds. Empty: CatBoost\'s formula, by the numbers of rows and trees.' })),
  depth: int(6, { min: 1, max: 16, search: { low: 3, high: 10 }, help: 'Questions a tree asks one after the other.' }),
  l2LeafReg: float(3, { min: 0, search: { low: 0.5, high: 30, log: true }, help: 'Draws the values of small leaves towards zero.' }),
  randomStrength: float(1, { min: 0, search: { low: 0, high: 10 }, help: 'Noise on the scores of splits, so that trees do not all ask the same. It fades as the model grows.' }),
  growPolicy: choice('SymmetricTree', ['SymmetricTree', 'Depthwise', 'Lossguide'], { help: 'SymmetricTree asks one question a level; Depthwise one a node; Lossguide splits the leaf that gains most.' }),
  minDataInLeaf: int(1, { min: 1, when: { growPolicy: ['Depthwise', 'Lossguide'] }, advanced: true, help: 'Leaves with fewer rows are not split.' }),
  maxLeaves: int(31, { min: 2, max: 65_536, when: { growPolicy: ['Lossguide'] }, advanced: true, help: 'Leaves of a tree at most.' }),
  bootstrapType: nullable(choice('MVS', ['Bayesian', 'Bernoulli', 'MVS', 'No'], { advanced: true, help: 'How rows are weighed anew for every tree. Empty: MVS, and Bayesian for several classes.' })),
  baggingTemperature: float(1, { min: 0, advanced: true, help: 'Bayesian bootstrap: 0 weighs all rows alike, more makes weights more unequal.' }),
  subsample: nullable(float(0.8, { above: 0, max: 1, advanced: true, help: 'Share of rows a tree sees with Bernoulli or MVS. Empty: 0.8, and all of fewer than 100 rows.' })),
  rsm: float(1, { above: 0, max: 1, search: { low: 0.3, high: 1 }, advanced: true, help: 'Share of columns that are looked at for each level.' }),
  boostingType: choice('Plain', ['Plain', 'Ordered'], { help: 'Ordered judges every row by models that have not seen it: slower, and better on small tables.' }),
  foldLenMultiplier: float(2, { above: 1, when: { boostingType: ['Ordered'] }, advanced: true, help: 'Ordered boosting: each helping model learns from so many times the rows of the one before.' }),
  scoreFunction: choice('Cosine', SCORE_FUNCTIONS, { advanced: true, help: 'What a split is chosen by: the angle between derivatives and leaf values, or the squared error they leave. CatBoost\'s NewtonCosine and NewtonL2 are for its GPU trainer alone.' }),
  leafEstimationMethod: nullable(choice('Newton', ['Newton', 'Gradient', 'Exact'], { advanced: true, help: 'How leaves get their values. Empty: what suits the loss (Exact for quantiles, else Newton).' })),
  leafEstimationIterations: nullable(int(1, { min: 1, max: 1000, advanced: true, help: 'Steps towards a leaf\'s value. Empty: what suits the loss, and 1 for fewer than 200 trees on fewer than 20 columns.' })),
  leafEstimationBacktracking: choice('AnyImprovement', ['AnyImprovement', 'No'], { advanced: true, help: 'Whether a step that makes the loss worse is halved. CatBoost\'s Armijo is for its GPU trainer alone.' }),
  borderCount: int(254, { min: 1, max: 255, advanced: true, help: 'Thresholds a number column may have.' }),
  featureBorderType: choice('GreedyLogSum', BORDER_TYPES, { advanced: true, help: 'Where thresholds lie.' }),
  nanMode: choice('Min', ['Min', 'Max'], { advanced: true, help: 'Whether missing numbers stand below all others or above them.' }),
  oneHotMaxSize: int(2, { min: 0, max: 255, advanced: true, help: 'Category columns with at most so many categories are asked about directly; others by statistics of the target.' }),
  maxCtrComplexity: nullable(int(4, { min: 1, max: 8, advanced: true, help: 'Columns that may be combined into one category. Empty: 4, and 1 for fewer than 200 trees.' })),
  simpleCtr: text('Borders, Counter', { advanced: true, help: 'Statistics of a category column, such as "Borders:Prior=0.5, Counter". Borders, Buckets, BinarizedTargetMeanValue and Counter are known.' }),
  combinationsCtr: text('Borders, Counter', { advanced: true, help: 'Statistics of combined category columns, written as in simpleCtr.' }),
  modelSizeReg: float(0.5, { min: 0, advanced: true, help: 'Avoids statistics of columns with very many categories, which make models large.' }),
  hasTime: bool(false, { advanced: true, help: 'Rows are in the order of time: statistics look back only, and rows are not shuffled.' }),
  modelShrinkRate: nullable(float(0.01, { min: 0, below: 1, advanced: true, help: 'Before each tree the model so far counts less by this share of the learning rate. Empty: 0, and 0.01 under monotone constraints.' })),
  monotoneConstraints: text('', { advanced: true, help: 'Columns that may only raise (1) or lower (-1) the prediction, such as "age: 1, price: -1".' }),
  odWait: nullable(int(50, { min: 1, help: 'Stop when validation rows have not improved for so many trees; the best number of trees is kept. Empty: never.' })),
  evalFraction: float(0, { min: 0, below: 1, help: 'Share of the rows that is held out to watch the training, where no validation rows are given.' }),
} as const;

/** Those of classifier and regressor. */
export const boostParams = {
  ...treeParams,
  boostFromAverage: nullable(bool(true, { advanced: true, help: 'Start from the best constant instead of zero. Empty: what suits the loss.' })),
} as const;

/** Small steps need many trees; where rows are held out, the best number of them is kept. */
export const boostIntents = {
  quick: { iterations: 100, learningRate: 0.2, depth: 4, boostingType: 'Plain' },
  balanced: { iterations: 500, learningRate: 0.08, odWait: 50 },
  thorough: { iterations: 3000, learningRate: 0.02, depth: 8, odWait: 200 },
} as const;
