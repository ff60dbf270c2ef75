import type { Meta } from '../../engine/core/algorithm.ts';
import { defaultsOf, type ParamValues } from '../../engine/core/params.ts';
import { interactionsOf, monotoneOf } from '../../engine/trees/boosting/constraints.ts';
import { METRIC_NAMES } from '../../engine/trees/eval-metrics/formula-metric.ts';
import { type WantedMetric, wantedMetrics } from '../../engine/trees/eval-metrics/wanted.ts';
import { parseFormula } from '../../engine/formula/parse.ts';
import { formulaPython } from '../../engine/formula/python.ts';
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

const watchedOf = (all: ParamValues): readonly WantedMetric[] => wantedMetrics(String(all['evalMetric'] ?? all['metric'] ?? ''));

/**
 * Formulas that are watched, as functions of NumPy: (name, whether more is better, function). XGBoost takes one function at most and stops
 * by its last metric, so it gets the one that decides, and only that.
 */
function formulas(meta: Meta, all: ParamValues): readonly string[] {
  const watched = watchedOf(all);
  const decides = String(all['stoppingMetric'] ?? '').trim() || watched[0]?.name;
  const told = (metric: Extract<WantedMetric, { readonly kind: 'formula' }>): string => {
    const body = formulaPython(parseFormula(metric.formula, METRIC_NAMES), (name) => (name === 'prediction' ? 'p' : name));
    return `(${text(metric.name)}, ${literal(metric.better === 'higher')}, lambda y, p, weight=1.0: np.mean(${body}))`;
  };
  const found = watched.flatMap((metric) => (metric.kind === 'formula' && (meta.module !== 'xgboost' || metric.name === decides) ? [told(metric)] : []));
  return found.length === 0 ? [] : [`metrics=[${found.join(', ')}]`];
}

/** Keyword arguments of XGBoost's and LightGBM's own classes. */
export function boostingArguments(meta: Meta, params: ParamValues): readonly string[] {
  const all: ParamValues = { ...defaultsOf(meta.params), ...params };
  const watched = watchedOf(all).filter((metric) => metric.kind === 'name');
  return [
    ...keywords(meta.params, params).filter((arg) => !OTHERWISE.test(arg)),
    ...(watched.length === 0 ? [] : [`${meta.module === 'xgboost' ? 'eval_metric' : 'metric'}=[${watched.map(({ name }) => text(name)).join(', ')}]`]),
    meta.module === 'xgboost' ? 'enable_categorical=True' : 'verbosity=-1',
  ];
}

/** Whether a model needs `BOOSTED` around it: for constraints by column, or rows held out. */
function wrapping(meta: Meta, params: ParamValues): readonly string[] {
  if (!isBoosted(meta)) return [];
  const all: ParamValues = { ...defaultsOf(meta.params), ...params };
  const rounds = all['earlyStoppingRounds'] ?? all['earlyStoppingRound'] ?? null;
  const ranking = meta.tags.tasks.includes('ranking');
  return [...constraints(all), ...(rounds === null || ranking ? [] : [`rounds=${literal(rounds)}`, `fraction=${literal(all['validationFraction'] ?? 0.1)}`, ...formulas(meta, all)])];
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
  '    def __init__(self, model, monotone=None, interactions=None, rounds=None, fraction=0.1, metrics=()):',
  '        self.model, self.monotone, self.interactions, self.rounds, self.fraction, self.metrics = model, monotone, interactions, rounds, fraction, metrics',
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
  '            if self.metrics and xgboost:',
  '                self.model.set_params(eval_metric=[*(self.model.eval_metric or []), *(self.watched(*metric, True) for metric in self.metrics)])',
  '            more = {"verbose": False} if xgboost else {"eval_metric": [self.watched(*metric, False) for metric in self.metrics] or None}',
  '            self.model.fit(X.iloc[learn], y[learn], eval_set=[(X.iloc[watch], y[watch])], **more, **given)',
  '        self.classes_ = getattr(self.model, "classes_", None)',
  '        return self',
  '',
  '    @staticmethod',
  '    def watched(name, higher, formula, xgboost):',
  '        """A metric as its library takes it: XGBoost makes what a function says small, LightGBM is told the direction."""',
  '        def metric(y, p):',
  '            p = p if p.ndim == 1 else p[:, 1] if p.shape[1] == 2 else p[np.arange(len(y)), np.asarray(y, dtype=int)]',
  '            return (-formula(y, p) if higher else formula(y, p)) if xgboost else (name, formula(y, p), higher)',
  '        metric.__name__ = name',
  '        return metric',
  '',
  '    def predict(self, X):',
  '        return self.model.predict(X)',
  '',
  '    def predict_proba(self, X):',
  '        return self.model.predict_proba(X)',
].join('\n');
