import type { TrainingParams } from '../../nn/params.ts';
import { py } from './layers.ts';

const scheduled = (p: TrainingParams): boolean => p.schedule !== 'plateau' && (p.schedule !== 'constant' || p.warmupEpochs > 0);

const SHARES: Readonly<Record<Exclude<TrainingParams['schedule'], 'plateau'>, (p: TrainingParams) => string>> = {
  constant: () => 'np.ones(steps)',
  step: (p) => `${p.scheduleFactor} ** np.floor(t / per_epoch / ${p.scheduleEvery})`,
  cosine: () => '0.5 * (1 + np.cos(np.pi * t / rest))',
  'one-cycle': () => 'np.where(t <= up, along(1 / 25, 1, t / max(1, up)), along(1, 1 / 250_000, (t - up) / max(1, rest - 1 - up)))',
};

/** Top-level lines: the learning rate of every step, where it changes. */
export function scheduleLines(p: TrainingParams): readonly string[] {
  if (p.schedule === 'plateau' || !scheduled(p)) return [];
  return [
    'class Rates(keras.optimizers.schedules.LearningRateSchedule):',
    '    """The learning rate of every step of the training."""',
    '',
    '    def __init__(self, steps, per_epoch):',
    `        warm = ${p.warmupEpochs} * per_epoch`,
    '        rest = max(1, steps - warm)',
    '        t = np.arange(steps) - warm',
    ...(p.schedule === 'one-cycle' ? ['        up = 0.3 * rest - 1', '        along = lambda start, end, share: end + (start - end) / 2 * (1 + np.cos(np.pi * np.clip(share, 0, 1)))'] : []),
    `        share = np.where(t < 0, (t + warm + 1) / max(1, warm), ${SHARES[p.schedule](p)})`,
    `        self.rates = (${p.learningRate} * share).astype('float32')`,
    '',
    '    def __call__(self, step):',
    '        return keras.ops.take(keras.ops.convert_to_tensor(self.rates), keras.ops.cast(step, \'int32\'))',
    '',
    '    def get_config(self):',
    '        return {}',
    '',
    '',
  ];
}

function optimizerCall(p: TrainingParams): string {
  const args = [`learning_rate=${scheduled(p) ? 'rate' : p.learningRate}`];
  if (p.optimizer !== 'sgd' && p.optimizer !== 'lion') args.push(`epsilon=${p.epsilon}`);
  else if (p.optimizer === 'sgd' && p.nesterov) args.push('nesterov=True');
  if (p.momentum > 0 && (p.optimizer === 'sgd' || p.optimizer === 'rmsprop')) args.push(`momentum=${p.momentum}`);
  if (p.optimizer === 'adamw' || p.optimizer === 'lion') args.push(`weight_decay=${p.weightDecay}`);
  if (p.clipNorm !== null) args.push(`global_clipnorm=${p.clipNorm}`);
  if (p.clipValue !== null) args.push(`clipvalue=${p.clipValue}`);
  const name = { adam: 'Adam', adamw: 'AdamW', sgd: 'SGD', rmsprop: 'RMSprop', adagrad: 'Adagrad', lion: 'Lion' }[p.optimizer];
  return `keras.optimizers.${name}(${args.join(', ')})`;
}

/**
 * Lines (of a method) that compile and fit `self.net_` on `X`, `target`, `weight`, with `held` (a pair, or None) for
 * validation.
 */
export function fitLines(p: TrainingParams, loss: string, metrics: string): readonly string[] {
  const callbacks = [];
  if (p.earlyStopping !== null) callbacks.push(`keras.callbacks.EarlyStopping(monitor=watch, patience=${p.earlyStopping}, restore_best_weights=True)`);
  if (p.schedule === 'plateau') callbacks.push(`keras.callbacks.ReduceLROnPlateau(monitor=watch, factor=${p.scheduleFactor}, patience=${p.scheduleEvery}, min_delta=1e-4, min_lr=0)`);
  return [
    ...(callbacks.length === 0 ? [] : [`watch = ${py('loss')} if held is None else ${py('val_loss')}`]),
    ...(scheduled(p) ? [`per_epoch = -(-len(X) // ${p.batchSize})`, `rate = Rates(${p.epochs} * per_epoch, per_epoch)`] : []),
    `self.net_.compile(${optimizerCall(p)}, loss=${loss}, metrics=${metrics})`,
    'self.history_ = self.net_.fit(',
    `    X, target, sample_weight=weight, validation_data=held, batch_size=${p.batchSize}, epochs=${p.epochs},`,
    `    callbacks=[${callbacks.join(', ')}], verbose=0,`,
    ').history',
  ];
}
