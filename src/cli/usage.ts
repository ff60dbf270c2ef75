import { errorRecord } from '../engine/core/errors.ts';

/** Bad usage or bad input: exit code 2, with the sentence on stderr. */
export class UsageError extends Error {}

export const USAGE = `tablab: machine learning on a table, the same engine as the app

  tablab train DATA --target COL [--query COL] [--models a,b] [--test 0.2 | --cv 5 | --folds FILE]
                    [--metric M] [--seed N] [--params FILE] [--study FILE] --out DIR [--json]
  tablab train DATA --continue DIR [--rounds N] --out DIR [--json]
  tablab predict --model DIR|FILE DATA --out FILE.csv
  tablab profile DATA [--json]
  tablab explain --model DIR|FILE DATA --out FILE [--shap METHOD] [--dependence a,b,a:b] [--proximity] [--rows N] [--seed N]
  tablab export --model DIR|FILE --format FORMAT --out FILE
  tablab models [--json]
  tablab run STUDY --out DIR [--data FILE] [--json]

DATA is a delimited text file (also .gz), or - for standard input. Progress goes to stderr.
Exit codes: 0 done, 1 failed, 2 bad usage or input. 'tablab COMMAND --help' explains one command.
`;

const HELP: Readonly<Record<string, string>> = {
  train: `tablab train DATA --target COL --out DIR
  --target COL    column to predict (leave it out for a study without a target)
  --task T        binary, multiclass, regression, ranking or unsupervised; found from the target when left out
  --query COL     ranking: the column that says which query a row belongs to; found by its name when left out
  --group COL     rows of one value of this column stay on one side of the split
  --models a,b    model types ('tablab models' lists them); a sensible set when left out
  --test 0.2      share held out (the default), --cv 5 folds, or --folds FILE: a JSON array with the fold of every row
  --metric M      what the leaderboard is sorted by, such as accuracy, rmse or ndcg@5
  --seed N        of the split and of every model (42)
  --params FILE   JSON: {"ridge": {"alpha": 0.5}, …}, parameters by model type
  --study FILE    take steps, split and models from a study.json
  --types FILE    JSON: {"zip": "category", …}, column types that differ from those found
  --device D      auto, wasm or cpu, for neural nets
  --json          the leaderboard on stdout
tablab train DATA --continue DIR --rounds N --out DIR
  --continue DIR  give the boosted model or forest of a folder N more rounds or trees (100), on the rows it learned from
Writes leaderboard.json, study.json, pipeline.bin, and of the best model model.onnx with parity.json, predictions.csv,
train.py and report.html. A forest with oobScore also has its scores out of the bag, and its rows in out-of-bag.csv.
`,
  predict: `tablab predict --model DIR|FILE DATA --out FILE.csv
  --model DIR     what 'tablab train' wrote
  --model FILE    or a model that XGBoost saved as JSON or UBJSON, LightGBM as text, CatBoost as JSON
  --out FILE      CSV: row, predicted, probabilities by class; - for stdout
`,
  profile: 'tablab profile DATA [--json]: type, missing, distinct and distribution of every column\n',
  explain: `tablab explain --model DIR|FILE DATA --out FILE
  --model DIR     what 'tablab train' wrote
  --model FILE    or a model file of XGBoost, LightGBM or CatBoost; --target COL names what it predicts, for permutation importance
  --rows N        rows to explain (200)          --background N  rows to compare with (100)
  --repeats N     shuffles a column (5)          --seed N        (0)
  --shap METHOD   auto (the default: exact for linear models and trees), tree-path (branches weighed by training rows),
                  tree-background (against --background rows), linear or kernel
  --linked        with tree-background: effects on probabilities instead of log-odds
  --interactions  trees: which columns act together
  --proximity     forests: which rows share leaves: a map, the 10 rows most like each, outlier scores
  --out-of-bag    with --proximity, on the data the forest learned from: its training rows, each pair by the trees that drew neither
  --dependence C  partial dependence of columns: age,fare,age:fare asks for two and for one pair
Writes JSON: permutation importance where the data has the target, SHAP values, and of trees the importances their library knows.
`,
  export: `tablab export --model DIR|FILE --format FORMAT --out FILE
  --model DIR     what 'tablab train' wrote; every format
  --model FILE    a model file of XGBoost, LightGBM or CatBoost; onnx and the other libraries' forms
  --format F      onnx, python, report, tfjs (nets) or study; of models that have trees, without the steps before them:
                  xgboost (JSON), xgboost-ubj (UBJSON), lightgbm (text), catboost (JSON)
`,
  models: 'tablab models [--json]: every model with its parameters\n',
  run: `tablab run STUDY --out DIR [--data FILE] [--json]
  STUDY           a study.json (with --data) or a .tablab study file that holds its data
`,
};

export function helpFor(command: string | undefined): string {
  return command !== undefined && Object.hasOwn(HELP, command) ? HELP[command]! : USAGE;
}

/** Errors of the person's input end with 2, ours with 1. */
export function exitCode(thrown: unknown): 1 | 2 {
  if (thrown instanceof UsageError) return 2;
  return ['param', 'data', 'unsupported', 'limit'].includes(errorRecord(thrown).code) ? 2 : 1;
}
