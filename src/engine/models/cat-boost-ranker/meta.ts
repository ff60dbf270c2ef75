import { defineMeta } from '../../core/algorithm.ts';
import { choice, float, int, nullable, text } from '../../core/params.ts';
import { boostIntents, treeParams } from '../../trees/catboost/params.ts';
import { YETI_MODES } from '../../trees/catboost/losses/ranking/yeti-modes.ts';

const yeti = { lossFunction: ['YetiRank'] };
const neighbours = { mode: ['DCG', 'NDCG', 'MRR', 'ERR', 'MAP'], ...yeti };

export const catBoostRanker = defineMeta({
  type: 'cat-boost-ranker',
  version: 1,
  name: 'CatBoostRanker',
  module: 'catboost',
  summary: 'Boosted symmetric trees that put the rows of each query in order; takes categories and missing values as they are.',
  tags: { tasks: ['ranking'], family: 'tree', allowNaN: true, categories: true, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: false, images: false, speed: 2, readability: 1, linear: false },
  step: 'round',
  params: {
    lossFunction: choice('YetiRank', ['YetiRank', 'QueryRMSE', 'PairLogit', 'QuerySoftMax'], { help: 'YetiRank learns from the pairs that matter most for the order; PairLogit from all pairs; QueryRMSE from the grades; QuerySoftMax seeks the best row of each query.' }),
    mode: choice('Classic', YETI_MODES, { when: yeti, python: null, help: 'The measure of the order that pairs are weighed by. ERR takes grades from 0 to 1: the chance that a row is what was sought.' }),
    permutations: int(10, { min: 1, max: 1000, when: yeti, python: null, advanced: true, help: 'Orders drawn for every tree.' }),
    decay: float(0.85, { above: 0, max: 1, when: { mode: ['Classic'], ...yeti }, python: null, advanced: true, help: 'How much less each further place counts.' }),
    top: nullable(int(10, { min: 1, when: neighbours, python: null, help: 'Places from the top that count. Empty: all.' })),
    numNeighbors: int(1, { min: -1, when: neighbours, python: null, advanced: true, help: 'How many rows below it a row is compared with; -1: all.' }),
    dcgType: choice('Base', ['Base', 'Exp'], { when: { mode: ['DCG', 'NDCG'], ...yeti }, python: null, advanced: true, help: 'Base: a grade counts by its number; Exp: 2 to its power, less 1.' }),
    dcgDenominator: choice('LogPosition', ['LogPosition', 'Position'], { when: { mode: ['DCG', 'NDCG'], ...yeti }, python: null, advanced: true, help: 'How fast places count less: by their logarithm, or by their number.' }),
    noise: choice('Gumbel', ['Gumbel', 'Gauss', 'No'], { when: yeti, python: null, advanced: true, help: 'What makes the orders differ.' }),
    noisePower: float(1, { above: 0, when: { noise: ['Gauss'], ...yeti }, python: null, advanced: true, help: 'Standard deviation of the noise.' }),
    maxPairs: nullable(int(1000, { min: 1, when: { lossFunction: ['PairLogit'] }, python: null, advanced: true, help: 'Pairs of a query at most, drawn at random. Empty: all.' })),
    beta: float(1, { above: 0, when: { lossFunction: ['QuerySoftMax'] }, python: null, advanced: true, help: 'How sharply the best row is told from the others.' }),
    lambda: float(0.01, { min: 0, when: { lossFunction: ['QuerySoftMax'] }, python: null, advanced: true, help: 'Steadies steps of Newton\'s method.' }),
    ...treeParams,
    l2LeafReg: nullable(float(3, { min: 0, advanced: true, help: 'Draws the values of small leaves towards zero. Empty: 3, and 0 for YetiRank.' })),
    simpleCtr: nullable(text('Borders, Counter', { advanced: true, help: 'Statistics of a category column, such as "Borders:Prior=0.5, Counter". Borders, Buckets, BinarizedTargetMeanValue and Counter are known. Empty: Borders and Counter, and Counter alone for PairLogit.' })),
    combinationsCtr: nullable(text('Borders, Counter', { advanced: true, help: 'Statistics of combined category columns, written as in simpleCtr.' })),
  },
  intents: boostIntents,
  checkWith: { iterations: 25, depth: 3, bootstrapType: 'No', randomStrength: 0, learningRate: 0.1 },
  waives: {
    weights: 'CatBoost scales l2LeafReg by the mean weight of the rows, and a row that stands twice in a query makes pairs of its own.',
    'row-order': 'YetiRank draws noise for the rows as they come, and a category counts by the rows before it, as in CatBoost: another order of the rows, another model.',
  },
});
