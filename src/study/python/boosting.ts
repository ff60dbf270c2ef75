import type { Meta } from '../../engine/core/algorithm.ts';
import { defaultsOf, type ParamValues } from '../../engine/core/params.ts';
import { interactionsOf, monotoneOf } from '../../engine/trees/boosting/constraints.ts';
import { keywords } from './call.ts';
import { literal, text } from './literal.ts';

const LIBRARIES = new Set(['xgboost', 'lightgbm']);
export const isBoosted = (meta: Meta): boolean => LIBRARIES.has(meta.module);

/** Arguments that the libraries take in another form, or not at all where no rows are held out. */
const OTHERWISE = /^(early_stopping_rounds?|early_stopping_min_delta|first_metric_only|eval_metric|metric|monotone_constraints|interaction_constraints)=/;

/** Names in a text of constraints, so that it can be read without the table. */
const namesIn = (given: string): readonly string[] => [...new Set([...given.matchAll(/"([^"]*)"/g)].map((m) => m[1]!).concat(given.startsWith('{') || given.startsWith('[') ? [] : given.split(/[,;]/).map((part) => part.replace(/:[^:]*$/, '').trim())))];

function constraints(all: ParamValues): readonly string[] {
  const [monotone, interactions] = [String(all['monotoneConstraints'] ?? ''), String(all['interactionConstraints'] ?? '')];
  const [rising, meeting] = [namesIn(monotone), namesIn(interactions)];
  const ways = monotoneOf(monotone, rising, () => false);
  const sets = interactionsOf(interactions, meeting);
  return [
    ...(ways === null ? [] : [`monotone={${rising.map((name, j) => `${text(name)}: ${ways[j]!}`).join(', ')}}`]),
    ...(sets === null ? [] : [`interactions=[${sets.map((set) => `[${set.map((j) => text(meeting[j]!)).join(', ')}]`).join(', ')}]`]),
  ];
}

/** Keyword arguments of XGBoost's and LightGBM's own classes. */
export function boostingArguments(meta: Meta, params: ParamValues): readonly string[] {
  const all: ParamValues = { ...defaultsOf(meta.params), ...params };
  const watched = String(all['evalMetric'] ?? all['metric'] ?? '').split(/[\s,;]+/).filter((name) => name !== '');
  return [
    ...keywords(meta.params, params).filter((arg) => !OTHERWISE.test(arg)),
    ...(watched.length === 0 ? [] : [`${meta.module === 'xgboost' ? 'eval_metric' : 'metric'}=[${watched.map((name) => text(name)).join(', ')}]`]),
    meta.module === 'xgboost' ? 'enable_categorical=True' : 'verbosity=-1',
  ];
}

/** Whether a model needs `BOOSTED` around it: for constraints by column, or rows held out. */
function wrapping(meta: Meta, params: ParamValues): readonly string[] {
  if (!isBoosted(meta)) return [];
  const all: ParamValues = { ...defaultsOf(meta.params), ...params };
  const rounds = all['earlyStoppingRounds'] ?? all['earlyStoppingRound'] ?? null;
  const ranking = meta.tags.tasks.includes('ranking');
  return [...constraints(all), ...(rounds === null || ranking ? [] : [`rounds=${literal(rounds)}`, `fraction=${literal(all['validationFraction'] ?? 0.1)}`])];
}

/** The model, told what its library wants to know only once the columns are there. */
export function boostingModel(meta: Meta, params: ParamValues, made: string): string {
  const more = wrapping(meta, params);
  return more.length === 0 ? made : `Boosted(${[made, ...more].join(', ')})`;
}

export const needsBoosted = (meta: Meta, params: ParamValues): boolean => wrapping(meta, params).length > 0;

export const BOOSTED = [
  'class Boosted(BaseEstimator):',
  '    """Boosted trees with constraints by column name, and with rows held out by which the best round is kept."""',
  '',
  '    def __init__(self, model, monotone=None, interactions=None, rounds=None, fraction=0.1):',
  '        self.model, self.monotone, self.interactions, self.rounds, self.fraction = model, monotone, interactions, rounds, fraction',
  '',
  '    def fit(self, X, y, **given):',
  '        names, xgboost = list(X.columns), type(self.model).__name__.startswith("XGB")',
  '        if self.monotone:',
  '            self.model.set_params(monotone_constraints=tuple(self.monotone.get(name, 0) for name in names))',
  '        if self.interactions:',
  '            self.model.set_params(interaction_constraints=self.interactions if xgboost else [[names.index(name) for name in group] for group in self.interactions])',
  '        if self.rounds is None:',
  '            self.model.fit(X, y, **given)',
  '        else:',
  '            learn, watch = train_test_split(np.arange(len(y)), test_size=self.fraction, random_state=0, stratify=y if is_classifier(self.model) else None)',
  '            self.model.set_params(**{"early_stopping_rounds" if xgboost else "early_stopping_round": self.rounds})',
  '            self.model.fit(X.iloc[learn], y[learn], eval_set=[(X.iloc[watch], y[watch])], **({"verbose": False} if xgboost else {}))',
  '        self.classes_ = getattr(self.model, "classes_", None)',
  '        return self',
  '',
  '    def predict(self, X):',
  '        return self.model.predict(X)',
  '',
  '    def predict_proba(self, X):',
  '        return self.model.predict_proba(X)',
].join('\n');
