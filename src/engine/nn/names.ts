/** Names that parameters offer; kept apart from the code behind them, because the page's forms need the names only. */
export const ACTIVATIONS = ['relu', 'tanh', 'gelu', 'elu', 'selu', 'swish', 'softplus', 'sigmoid'] as const;
export const INITIALIZERS = ['glorot_uniform', 'he_uniform'] as const;
export const OPTIMIZERS = ['adam', 'adamw', 'sgd', 'rmsprop', 'adagrad', 'lion'] as const;
export const SCHEDULES = ['constant', 'step', 'cosine', 'one-cycle', 'plateau'] as const;
export const VALUE_LOSSES = ['mse', 'mae', 'huber'] as const;

/** Keras' activations by name; `gelu` is the exact one (with erf). */
export type Activation = (typeof ACTIVATIONS)[number] | 'linear';
export type Initializer = (typeof INITIALIZERS)[number];
export type OptimizerName = (typeof OPTIMIZERS)[number];
export type ScheduleName = (typeof SCHEDULES)[number];
/** From logits: `binary` (one output), `softmax` (one-hot targets). The others from values, as means over the outputs. */
export type LossName = 'binary' | 'softmax' | (typeof VALUE_LOSSES)[number];
