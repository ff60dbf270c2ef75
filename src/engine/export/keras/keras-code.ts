import type { Task } from '../../core/dataset.ts';
import { StudioError } from '../../core/errors.ts';
import { resolveParams } from '../../core/params.ts';
import { autoencoderLayers } from '../../models/autoencoder/layers.ts';
import { autoencoder } from '../../models/autoencoder/meta.ts';
import { imageShape } from '../../models/cnn/image-shape.ts';
import { convLayers } from '../../models/cnn/layers.ts';
import { cnn } from '../../models/cnn/meta.ts';
import { mlpLayers } from '../../models/mlp/layers.ts';
import { mlp } from '../../models/mlp/meta.ts';
import { outputLayer } from '../../nn/builders.ts';
import type { TrainingParams } from '../../nn/params.ts';
import type { LayerSpec } from '../../nn/spec.ts';
import { layerCall, py, tuple } from './layers.ts';
import { fitLines, scheduleLines } from './training.ts';

/** Python that makes a net as a scikit-learn estimator: classes at top level, and the expression that makes one. */
export interface KerasCode {
  readonly imports: readonly string[];
  readonly lines: readonly string[];
  /** `MLP(seed=0)`: put it where an estimator goes. Its `fit` takes X, y, sample_weight and validation (a pair X, y). */
  readonly estimator: string;
}

const LOSSES = { mse: 'keras.losses.MeanSquaredError()', mae: 'keras.losses.MeanAbsoluteError()', huber: 'keras.losses.Huber()' } as const;
const indent = (lines: readonly string[], by: number): readonly string[] => lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));
const IMPORTS = ['import keras', 'import numpy as np'];

const buildLines = (inputs: number, reshape: readonly number[] | null, layers: readonly LayerSpec[], params: TrainingParams): readonly string[] => [
  'def build(self):',
  '    return keras.Sequential([',
  `        keras.Input((${inputs},)),`,
  ...(reshape === null ? [] : [`        keras.layers.Reshape(${tuple(reshape)}),`]),
  ...layers.map((layer) => `        ${layerCall(layer, params)},`),
  '    ])',
  '',
];

const holdOutLines = (params: TrainingParams, stratified: boolean): readonly string[] => {
  if (params.validationFraction === 0) return ['held = None if validation is None else pair(*validation)'];
  return [
    'if validation is not None:',
    '    held = pair(*validation)',
    'else:',
    `    rows, watched = train_test_split(np.arange(len(X)), test_size=${params.validationFraction}, random_state=self.seed${stratified ? ', stratify=y' : ''})`,
    '    held = (X[watched], target[watched])',
    '    X, target, weight = X[rows], target[rows], weight[rows]',
  ];
};

function supervisedCode(name: string, params: TrainingParams & { readonly loss: keyof typeof LOSSES; readonly classWeight: string; readonly standardizeTarget: boolean }, task: Task, body: { readonly inputs: number; readonly reshape: readonly number[] | null; readonly layers: readonly LayerSpec[]; readonly rescale: boolean }, nClasses: number): KerasCode {
  const classes = task !== 'regression';
  const balanced = classes && params.classWeight === 'balanced';
  const split = params.validationFraction > 0;
  const loss = task === 'binary' ? 'keras.losses.BinaryCrossentropy(from_logits=True)' : task === 'multiclass' ? 'keras.losses.SparseCategoricalCrossentropy(from_logits=True)' : LOSSES[params.loss];
  const metrics = task === 'binary' ? `[keras.metrics.BinaryAccuracy(name=${py('accuracy')}, threshold=0.0)]` : `[${py(classes ? 'accuracy' : 'mae')}]`;
  const toTarget = classes ? 'np.searchsorted(self.classes_, y)' : '(np.asarray(y, float) - self.mean_) / self.sd_';
  const proba = task === 'binary'
    ? ['p = 1 / (1 + np.exp(-self.outputs(X).astype(float)[:, 0]))', 'return np.column_stack([1 - p, p])']
    : ['z = self.outputs(X).astype(float)', 'e = np.exp(z - z.max(1, keepdims=True))', 'return e / e.sum(1, keepdims=True)'];
  return {
    imports: [
      ...IMPORTS,
      `from sklearn.base import BaseEstimator, ${classes ? 'ClassifierMixin' : 'RegressorMixin'}`,
      ...(split ? ['from sklearn.model_selection import train_test_split'] : []),
      ...(balanced ? ['from sklearn.utils.class_weight import compute_sample_weight'] : []),
    ],
    lines: [
      ...scheduleLines(params),
      `class ${name}(${classes ? 'ClassifierMixin' : 'RegressorMixin'}, BaseEstimator):`,
      '    def __init__(self, seed=0):',
      '        self.seed = seed',
      '',
      ...indent(buildLines(body.inputs, body.reshape, [...body.layers, outputLayer(task === 'multiclass' ? nClasses : 1)], params), 4),
      '    def fit(self, X, y, sample_weight=None, validation=None):',
      '        keras.utils.set_random_seed(self.seed)',
      '        X = np.asarray(X, float)',
      '        y = np.asarray(y)',
      `        self.scale_ = ${body.rescale ? '1 / X.max() if X.min() >= 0 and X.max() > 0 else 1.0' : '1.0'}`,
      ...(classes ? ['        self.classes_ = np.unique(y)']
        : params.standardizeTarget ? ['        self.mean_, self.sd_ = y.mean(), y.std() or 1.0'] : ['        self.mean_, self.sd_ = 0.0, 1.0']),
      `        pair = lambda X, y: ((np.asarray(X, float) * self.scale_).astype('float32'), ${toTarget})`,
      '        weight = np.ones(len(y)) if sample_weight is None else np.asarray(sample_weight, float)',
      ...(balanced ? ['        weight = weight * compute_sample_weight(\'balanced\', y)'] : []),
      '        X, target = pair(X, y)',
      ...indent(holdOutLines(params, classes), 8),
      '        self.net_ = self.build()',
      ...indent(fitLines(params, loss, metrics), 8),
      '        return self',
      '',
      '    def outputs(self, X):',
      '        return self.net_.predict((np.asarray(X, float) * self.scale_).astype(\'float32\'), batch_size=4096, verbose=0)',
      '',
      ...(classes ? ['    def predict_proba(self, X):', ...indent(proba, 8), ''] : []),
      '    def predict(self, X):',
      classes ? '        return self.classes_[self.predict_proba(X).argmax(1)]' : '        return self.outputs(X).astype(float)[:, 0] * self.sd_ + self.mean_',
    ],
    estimator: `${name}(seed=0)`,
  };
}

function autoencoderCode(params: TrainingParams & { readonly loss: keyof typeof LOSSES }, p: number, layers: readonly LayerSpec[]): KerasCode {
  return {
    imports: [...IMPORTS, 'from sklearn.base import BaseEstimator, TransformerMixin', ...(params.validationFraction > 0 ? ['from sklearn.model_selection import train_test_split'] : [])],
    lines: [
      ...scheduleLines(params),
      'class Autoencoder(TransformerMixin, BaseEstimator):',
      '    def __init__(self, seed=0):',
      '        self.seed = seed',
      '',
      ...indent(buildLines(p, null, layers, params), 4),
      '    def fit(self, X, y=None, sample_weight=None, validation=None):',
      '        keras.utils.set_random_seed(self.seed)',
      '        X = target = np.asarray(X, \'float32\')',
      '        weight = np.ones(len(X)) if sample_weight is None else np.asarray(sample_weight, float)',
      '        pair = lambda X, y=None: (np.asarray(X, \'float32\'),) * 2',
      ...indent(holdOutLines(params, false), 8),
      '        self.net_ = self.build()',
      ...indent(fitLines(params, LOSSES[params.loss], `[${py('mae')}]`), 8),
      '        return self',
      '',
      '    def reconstruct(self, X):',
      '        return self.net_.predict(np.asarray(X, \'float32\'), batch_size=4096, verbose=0).astype(float)',
      '',
      '    def transform(self, X):',
      '        encoder = keras.Model(self.net_.inputs, self.net_.get_layer(\'code\').output)',
      '        return encoder.predict(np.asarray(X, \'float32\'), batch_size=4096, verbose=0).astype(float)',
      '',
      '    def predict(self, X):',
      '        """The anomaly score: mean squared difference between each row and its rebuilt self."""',
      '        return ((np.asarray(X, float) - self.reconstruct(X)) ** 2).mean(1)',
    ],
    estimator: 'Autoencoder(seed=0)',
  };
}

/**
 * Keras 3 code that builds, compiles and trains the network that these parameters mean. Lines are top-level Python; initial
 * weights, shuffles and masks come from Keras' own generators, so scores agree within noise, not to the bit.
 */
export function kerasModelCode(modelType: string, params: Readonly<Record<string, unknown>>, task: Task, nClasses: number, nFeatures: number): KerasCode {
  if (modelType === 'mlp') {
    const p = resolveParams(mlp.params, params, mlp.name);
    return supervisedCode('MLP', p, task, { inputs: nFeatures, reshape: null, layers: mlpLayers(p), rescale: false }, nClasses);
  }
  if (modelType === 'cnn') {
    const p = resolveParams(cnn.params, params, cnn.name);
    const shape = imageShape(nFeatures, p);
    return supervisedCode('CNN', p, task, { inputs: nFeatures, reshape: shape, layers: convLayers(p, shape), rescale: p.rescale }, nClasses);
  }
  if (modelType === 'autoencoder') {
    const p = resolveParams(autoencoder.params, params, autoencoder.name);
    return autoencoderCode(p, nFeatures, autoencoderLayers(p, nFeatures));
  }
  throw new StudioError('unsupported', `There is no Keras code for the model "${modelType}".`, { algorithm: modelType });
}
