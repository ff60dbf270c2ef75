import type { Task } from '../../engine/core/dataset.ts';
import { text } from './literal.ts';

interface Shape {
  readonly classes: boolean;
  /** The classes stand in the script; otherwise they are the target's distinct values in order. */
  readonly fixed: boolean;
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

function evaluateCode(shape: Shape, task: Task): readonly string[] {
  const supervised = task !== 'unsupervised';
  return [
    `def evaluate(make, X, y, folds${shape.classes ? ', count' : ''}):`,
    '    """Scores of one model on every fold, and the seconds it took to fit."""',
    '    scores, seconds = {name: [] for name in METRICS}, 0.0',
    '    for train, validation, test in folds:',
    '        prepare, model = preparation(), make()',
    '        start = time.perf_counter()',
    `        X_train = prepare.fit_transform(X.iloc[train]${supervised ? ', y[train]' : ''})`,
    `        given = {"validation": (prepare.transform(X.iloc[validation]), y[validation])} if validation is not None and hasattr(model, "build") else {}`,
    '        model.fit(X_train, y[train], **given)  # only nets watch validation rows',
    '        seconds += time.perf_counter() - start',
    '        X_test = prepare.transform(X.iloc[test])',
    '        predicted = model.predict(X_test)',
    `        p = ${shape.classes ? 'probabilities(model, X_test, count)' : 'None'}`,
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
      '    kept = df[TARGET].notna().to_numpy()',
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
    '    folds = splits(y, kept, json.load(open(options.folds)) if options.folds else None)',
    '    rows = []',
    '    for name, make in MODELS.items():',
    `        scores, seconds = evaluate(make, X, y, folds${count})`,
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
