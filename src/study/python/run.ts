import type { Task } from '../../engine/core/dataset.ts';
import { text } from './literal.ts';

interface Shape {
  readonly classes: boolean;
  /** The classes stand in the script; otherwise they are the target's distinct values in order. */
  readonly fixed: boolean;
  /** Rows are kept together by a column. */
  readonly together: boolean;
  readonly metric: string | null;
  readonly file: string;
}

const probabilities = [
  'def probabilities(model, X, count):',
  '    """Rows by classes, with a column of zeros for a class that was not among the training rows."""',
  '    if not hasattr(model, "predict_proba"):',
  '        return None',
  '    p = np.zeros((len(X), count))',
  '    p[:, model.classes_] = model.predict_proba(X)',
  '    return p',
  '',
  '',
];

/** How each library is told the queries of its training rows. */
const RANKERS = [
  'def queries_of(model, together):',
  '    """What a ranker takes beside the rows: their queries, as its library names them. Other models learn the relevance itself."""',
  '    model = getattr(model, "stages", [model])[0]  # trainings that go on from each other are of one kind',
  '    match type(getattr(model, "model", model)).__name__:  # what OfTexts or another wrapper holds',
  '        case "LGBMRanker":',
  '            return {"group": np.unique(together, return_counts=True)[1]}',
  '        case "XGBRanker":',
  '            return {"qid": together}',
  '        case "BestColumn":',
  '            return {"together": together}',
  '        case "CatBoostRanker":',
  '            return {"group_id": together}',
  '        case _:',
  '            return {}',
  '',
];

function evaluateCode(shape: Shape, task: Task): readonly string[] {
  const ranking = task === 'ranking';
  const supervised = task !== 'unsupervised';
  return [
    ...(ranking ? [...RANKERS, ''] : []),
    `def evaluate(preparation, make, X, y, folds${shape.classes ? ', count' : ranking ? ', together' : ''}):`,
    '    """Scores of one model on every fold, and the seconds it took to fit."""',
    '    scores, seconds = {name: [] for name in METRICS}, 0.0',
    '    for train, validation, test in folds:',
    ...(ranking ? ['        train = train[np.argsort(together[train], kind="stable")]  # rankers want the rows of a query side by side'] : []),
    '        prepare, model = preparation(), make()',
    '        start = time.perf_counter()',
    `        X_train = prepare.fit_transform(X.iloc[train]${supervised ? ', y[train]' : ''})`,
    ...(ranking ? [] : [`        given = {"validation": (prepare.transform(X.iloc[validation]), y[validation])} if validation is not None and hasattr(model, "build") else {}`]),
    ranking ? '        model.fit(X_train, y[train], **queries_of(model, together[train]))' : '        model.fit(X_train, y[train], **given)  # only nets watch validation rows',
    '        seconds += time.perf_counter() - start',
    '        X_test = prepare.transform(X.iloc[test])',
    `        predicted = ${supervised ? 'model.predict(X_test)' : '-model.score_samples(X_test) if hasattr(model, "score_samples") else model.predict(X_test)'}`,
    `        p = ${shape.classes ? 'probabilities(model, X_test, count)' : ranking ? 'together[test]' : 'None'}`,
    '        for name, score in METRICS.items():',
    ...(shape.classes ? ['            if p is None and name in OF_PROBABILITIES:', '                continue'] : []),
    '            try:',
    `                scores[name].append(float(score(${supervised ? 'y[test]' : 'None'}, predicted, p)))`,
    '            except ValueError:  # not defined for these rows, such as an AUC with one class only',
    '                scores[name].append(float("nan"))',
    '    return {name: values for name, values in scores.items() if values}, seconds / len(folds)',
  ];
}

function mainCode(shape: Shape, task: Task): readonly string[] {
  const supervised = task !== 'unsupervised';
  const target = !supervised
    ? ['    kept = np.ones(len(df), dtype=bool)', '    y = np.zeros(len(df))']
    : [
      `    kept = ${task === 'ranking' ? '(df[TARGET].notna() & df[TOGETHER].notna()).to_numpy()' : 'df[TARGET].notna().to_numpy()'}`,
      '    df = df[kept]',
      ...(!shape.classes ? ['    y = df[TARGET].to_numpy()'] : [
        ...(shape.fixed ? [] : ['    classes = sorted(df[TARGET].unique())']),
        `    y = np.asarray(pd.Categorical(df[TARGET], categories=${shape.fixed ? 'CLASSES' : 'classes'}).codes, dtype=int)`,
      ]),
    ];
  const count = shape.classes ? `, len(${shape.fixed ? 'CLASSES' : 'classes'})` : '';
  return [
    'def main():',
    '    parser = argparse.ArgumentParser(description=__doc__.split("\\n")[0])',
    `    parser.add_argument("data", nargs="?", default=${text(shape.file)})`,
    '    parser.add_argument("--folds", help="JSON list with the fold of every row")',
    '    options = parser.parse_args()',
    '    warnings.filterwarnings("ignore")',
    '',
    '    df = read(options.data)',
    ...target,
    '    X = features(df)',
    ...(shape.together ? ['    together = pd.factorize(df[TOGETHER].where(df[TOGETHER].notna(), "no value: " + df.index.astype(str)))[0]'] : []),
    `    folds = splits(y, kept, json.load(open(options.folds)) if options.folds else None${shape.together ? ', together' : ''})`,
    '    rows = []',
    '    for name, (preparation, make) in MODELS.items():',
    `        scores, seconds = evaluate(preparation, make, X, y, folds${task === 'ranking' ? ', together' : count})`,
    '        summary = {k: {"mean": np.mean(v), "sd": np.std(v, ddof=1) if len(v) > 1 else 0.0, "folds": v} for k, v in scores.items()}',
    '        rows.append({"model": name, "scores": summary, "fitSeconds": seconds})',
    '        print(f"{name:30s}", *(f"{k} {v[\'mean\']:.4f}" for k, v in summary.items()), sep="  ")',
    '    rows = json.loads(json.dumps(rows), parse_constant=lambda name: None)  # NaN is no JSON',
    `    print(json.dumps({"task": ${text(task)}, "metric": ${shape.metric === null ? 'next(iter(METRICS), None)' : text(shape.metric)}, "rows": rows}))`,
    '',
    '',
    'if __name__ == "__main__":',
    '    main()',
  ];
}

/** The end of the script: fitting and scoring every model on every fold, and printing the leaderboard. */
export const runCode = (task: Task, shape: Shape): string =>
  [...(shape.classes ? probabilities : []), ...evaluateCode(shape, task), '', '', ...mainCode(shape, task)].join('\n');
