import type { Meta } from '../../engine/core/algorithm.ts';
import { defaultsOf, type ParamValues } from '../../engine/core/params.ts';
import { keywords } from './call.ts';
import { literal, snake, text } from './literal.ts';

export const isCatBoost = (meta: Meta): boolean => meta.module === 'catboost';

/** "age: 1, price: -1" as a dictionary; entries that cannot be read are left to the app's own message. */
function dictionary(given: unknown, key: (name: string) => string | null): string | null {
  const entries = String(given ?? '').split(',').flatMap((part) => {
    const [, name, value] = /^(.+):\s*([+-]?[\d.]+(?:e[+-]?\d+)?)$/i.exec(part.trim()) ?? [];
    const own = name === undefined ? null : key(name.trim());
    return own === null ? [] : [`${own}: ${Number(value)}`];
  });
  return entries.length === 0 ? null : `{${entries.join(', ')}}`;
}

/** "Borders, Counter" as a list. */
const list = (given: unknown): string => literal(String(given ?? '').split(',').map((part) => part.trim()).filter(Boolean));

/** Arguments that are written otherwise there: dictionaries and lists, which are texts here. */
const WRITTEN = /^(monotone_constraints|class_weights|simple_ctr|combinations_ctr)=/;

/** What a loss takes besides, which stands behind the loss's name there; numbers that it must be told come first. */
const OF_LOSS: Readonly<Record<string, { readonly always?: string; readonly may?: readonly string[] }>> = {
  Quantile: { always: 'alpha' }, Expectile: { always: 'alpha' }, Huber: { always: 'delta' }, Tweedie: { always: 'variancePower' }, Lq: { always: 'q' },
  PairLogit: { may: ['maxPairs'] }, QuerySoftMax: { may: ['beta', 'lambda'] },
  YetiRank: { may: ['mode', 'permutations', 'decay', 'top', 'numNeighbors', 'dcgType', 'dcgDenominator', 'noise', 'noisePower'] },
};

/** The loss and what it is told; empty where the name alone says it. */
function lossFunction(meta: Meta, all: ParamValues): readonly string[] {
  const name = String(all['lossFunction']);
  const { always, may = [] } = OF_LOSS[name] ?? {};
  const usual = defaultsOf(meta.params);
  const told = [...(always === undefined ? [] : [always]), ...may.filter((key) => all[key] !== usual[key])].map((key) => `${snake(key)}=${String(all[key])}`);
  return told.length === 0 ? [] : [`loss_function=${text(`${name}:${told.join(';')}`)}`];
}

function catboostArguments(meta: Meta, params: ParamValues, seed: number, classes: readonly string[] | null): readonly string[] {
  const all: ParamValues = { ...defaultsOf(meta.params), ...params };
  const said = (name: string): boolean => Object.hasOwn(meta.params, name) && all[name] !== defaultsOf(meta.params)[name];
  const told = lossFunction(meta, all);
  const constraints = dictionary(all['monotoneConstraints'], text);
  // The script codes classes by their place in order.
  const weights = classes === null ? null : dictionary(all['classWeights'], (name) => (classes.includes(name) ? String(classes.indexOf(name)) : null));
  return [
    ...keywords(meta.params, params, ['iterations']).filter((arg) => !WRITTEN.test(arg) && !(told.length > 0 && arg.startsWith('loss_function='))),
    ...told,
    ...(constraints === null ? [] : [`monotone_constraints=${constraints}`]),
    ...(weights === null ? [] : [`class_weights=${weights}`]),
    ...(said('simpleCtr') ? [`simple_ctr=${list(all['simpleCtr'])}`] : []),
    ...(said('combinationsCtr') ? [`combinations_ctr=${list(all['combinationsCtr'])}`] : []),
    `random_seed=${seed}`, 'verbose=False', 'allow_writing_files=False',
  ];
}

/** The class of the script that CatBoost's models are put in. */
export const OF_TEXTS = [
  'class OfTexts:',
  '    """A model of CatBoost that is told which columns are texts; missing ones are a text too."""',
  '',
  '    def __init__(self, model):',
  '        self.model = model',
  '',
  '    def texts(self, X):',
  '        X = pd.DataFrame(X)',
  '        return X.assign(**{name: X[name].astype(object).where(X[name].notna(), "nan") for name in X.select_dtypes(exclude="number")})',
  '',
  '    def fit(self, X, y, **more):',
  '        X = self.texts(X)',
  '        self.model.fit(X, y, cat_features=list(X.select_dtypes(exclude="number")), **more)',
  '        self.classes_ = getattr(self.model, "classes_", None)',
  '        return self',
  '',
  '    def predict(self, X):',
  '        return np.asarray(self.model.predict(self.texts(X))).ravel()',
  '',
  '    def predict_proba(self, X):',
  '        return self.model.predict_proba(self.texts(X))',
].join('\n');

/** An untrained model of CatBoost as the script makes it. */
export const catboostModel = (meta: Meta, params: ParamValues, seed: number, classes: readonly string[] | null): string =>
  `OfTexts(${meta.name}(${catboostArguments(meta, params, seed, classes).join(', ')}))`;
