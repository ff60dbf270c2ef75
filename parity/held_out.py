"""
Held-out scores of the app's tree models beside the libraries' own, at equal parameters on equal folds of real sets.

    python parity/held_out.py CLI DATA OUT.md [name …]

CLI is the built command line (dist/cli/main.js), DATA a folder with the sets that do not ship with packages (those that are
not there are left out, with a word on stderr); OUT.md gets the table, written anew after every comparison: rows that it has of
other sets and models stay, so that a long run may be cut off and the rest be made later. A name is a set's, or a set's and a model's
("adult/extra-trees-classifier"). Sets come from scikit-learn, from public/samples, from vega-datasets (flights) and from DATA.
Models that draw random numbers are fitted with several seeds on both sides: the libraries' spread over seeds, with that over
folds, is the noise that a difference is measured by.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np
import pandas as pd
from sklearn import datasets
from sklearn.compose import make_column_transformer
from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor, RandomForestClassifier, RandomForestRegressor
from sklearn.metrics import accuracy_score, root_mean_squared_error, roc_auc_score
from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

os.environ.setdefault("OMP_NUM_THREADS", "2")
import catboost  # noqa: E402
import lightgbm  # noqa: E402
import xgboost  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
CLI, DATA, OUT = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
ONLY = sys.argv[4:]
TREES, RATE = 100, 0.1
# What is compared: our name, its title, and whether more is better (1) or less (-1).
METRICS = {"binary": [("roc-auc", "ROC AUC", 1)], "multiclass": [("accuracy", "Accuracy", 1)], "regression": [("rmse", "RMSE", -1)],
           "ranking": [("ndcg@1", "NDCG@1", 1), ("ndcg@3", "NDCG@3", 1), ("ndcg@5", "NDCG@5", 1)]}


def sklearn_set(load, target="target"):
    bunch = load(as_frame=True)
    frame = bunch.frame.rename(columns={"target": target})
    if hasattr(bunch, "target_names") and load is not datasets.load_diabetes:
        frame[target] = [f"k{v}" for v in frame[target]]
    return frame, target


def adult():
    names = "age,workclass,fnlwgt,education,education_num,marital_status,occupation,relationship,race,sex,capital_gain,capital_loss,hours_per_week,native_country,income".split(",")
    frame = pd.read_csv(DATA / "adult-train.csv.gz", names=names, skipinitialspace=True, na_values="?")
    return frame, "income"


def bikes():
    frame = pd.read_csv(DATA / "bikeshare-hourly.csv.gz", parse_dates=["datetime"])
    for part in ("hour", "month", "year", "dayofweek"):
        frame[part] = getattr(frame["datetime"].dt, part)
    return frame.drop(columns=["datetime", "casual", "registered"]), "count"


def flights(rows):
    path = ROOT / "node_modules/vega-datasets/data/flights-3m.parquet"
    frame = pd.read_parquet(path).sample(rows, random_state=0).reset_index(drop=True)
    when = frame["date"] if np.issubdtype(frame["date"].dtype, np.datetime64) else pd.to_datetime(frame["date"])
    out = pd.DataFrame({"hour": when.dt.hour, "minute": when.dt.minute, "weekday": when.dt.dayofweek, "month": when.dt.month, "distance": frame["distance"], "origin": frame["origin"], "destination": frame["destination"]})
    out["late"] = np.where(frame["delay"] > 15, "yes", "no")
    return out, "late"


def rank():
    return pd.read_csv(DATA / "rank.train.csv.gz"), "relevance"


def csv(name, target, drop=(), **options):
    return lambda: (pd.read_csv(DATA / name, **options).drop(columns=list(drop)), target)


def numbered(name, target):
    def load():
        frame = pd.read_csv(DATA / name, header=None, quotechar="'")
        frame.columns = [f"x{j}" for j in range(frame.shape[1] - 1)] + [target]
        if name.startswith("mammography"):
            frame[target] = np.where(frame[target] > 0, "yes", "no")
        return frame, target
    return load


SETS = {
    "penguins": ("multiclass", lambda: (pd.read_csv(ROOT / "public/samples/penguins.csv").dropna(subset=["species"]), "species")),
    "breast cancer": ("binary", lambda: sklearn_set(datasets.load_breast_cancer)),
    "wine": ("multiclass", lambda: sklearn_set(datasets.load_wine)),
    "digits": ("multiclass", lambda: sklearn_set(datasets.load_digits)),
    "titanic": ("binary", lambda: (lambda f: (f.assign(Survived=np.where(f["Survived"] == 1, "yes", "no")), "Survived"))(pd.read_csv(DATA / "titanic-kaggle-train.csv").drop(columns=["PassengerId", "Name", "Ticket", "Cabin"]))),
    "adult": ("binary", adult),
    "mammography": ("binary", numbered("mammography.csv", "malignant")),
    "diabetes": ("regression", lambda: sklearn_set(datasets.load_diabetes)),
    "white wine": ("regression", numbered("winequality-white.csv", "quality")),
    "bike rides": ("regression", bikes),
    "search results": ("ranking", rank),
    "late flights": ("binary", lambda: flights(500_000)),
}


def folds_of(task, frame, target, query):
    k = 2 if len(frame) > 100_000 else 3
    y = frame[target]
    if task == "ranking":
        parts = GroupKFold(k).split(frame, groups=frame[query])
    elif task == "regression":
        parts = KFold(k, shuffle=True, random_state=0).split(frame)
    else:
        parts = StratifiedKFold(k, shuffle=True, random_state=0).split(frame, y)
    fold = np.zeros(len(frame), dtype=int)
    for i, (_, test) in enumerate(parts):
        fold[test] = i
    return fold


def scores_of(task, classes, truth, said, groups):
    """One a metric of the task."""
    if task == "binary":
        return [roc_auc_score(truth == classes[1], said)]
    if task == "multiclass":
        return [accuracy_score(truth, said)]
    if task == "regression":
        return [root_mean_squared_error(truth, said)]
    return [ndcg_at(k, truth, said, groups) for k in (1, 3, 5)]


def ndcg_at(k, truth, said, groups):
    """As LightGBM and XGBoost have it."""
    found = []
    for g in np.unique(groups):
        at = groups == g
        if at.sum() > 1 and truth[at].max() > 0:
            gains, order = 2.0 ** truth[at] - 1, np.argsort(-said[at], kind="stable")
            discounts = 1 / np.log2(np.arange(2, k + 2))
            dcg = lambda g: float((g[:k] * discounts[:len(g[:k])]).sum())
            found.append(dcg(gains[order]) / dcg(np.sort(gains)[::-1]))
        else:
            found.append(1.0)
    return float(np.mean(found))


def as_library(X, library):
    X = X.copy()
    for name in X.columns:
        if X[name].dtype == object or str(X[name].dtype).startswith(("str", "category")):
            X[name] = X[name].astype("category") if library != "catboost" else X[name].fillna("nan").astype(str)
    return X


def makers(task, categories):
    """Library, our model's type and parameters, and how the library is made from a seed."""
    kind = "classifier" if task in ("binary", "multiclass") else "regressor"
    encode = lambda model: make_pipeline(make_column_transformer((OneHotEncoder(handle_unknown="ignore"), categories), remainder="passthrough"), model)
    xgb = {"binary": xgboost.XGBClassifier, "multiclass": xgboost.XGBClassifier, "regression": xgboost.XGBRegressor, "ranking": xgboost.XGBRanker}[task]
    lgbm = {"binary": lightgbm.LGBMClassifier, "multiclass": lightgbm.LGBMClassifier, "regression": lightgbm.LGBMRegressor, "ranking": lightgbm.LGBMRanker}[task]
    yield "XGBoost", "xgb-ranker" if task == "ranking" else f"xgb-{kind}", {"nEstimators": TREES, "learningRate": RATE}, lambda seed: xgb(n_estimators=TREES, learning_rate=RATE, tree_method="hist", enable_categorical=True, random_state=seed)
    yield "LightGBM", "lgbm-ranker" if task == "ranking" else f"lgbm-{kind}", {"nEstimators": TREES, "learningRate": RATE}, lambda seed: lgbm(n_estimators=TREES, learning_rate=RATE, random_state=seed, verbose=-1)
    cat = {"binary": catboost.CatBoostClassifier, "multiclass": catboost.CatBoostClassifier, "regression": catboost.CatBoostRegressor, "ranking": catboost.CatBoostRanker}[task]
    yield "CatBoost", "cat-boost-ranker" if task == "ranking" else f"cat-boost-{kind}", {"iterations": TREES, "learningRate": RATE}, lambda seed: cat(iterations=TREES, learning_rate=RATE, random_seed=seed, verbose=False, allow_writing_files=False, cat_features=categories)
    if task == "ranking":
        return
    forest, extra = (RandomForestClassifier, ExtraTreesClassifier) if kind == "classifier" else (RandomForestRegressor, ExtraTreesRegressor)
    yield "scikit-learn", f"random-forest-{kind}", {"nEstimators": TREES}, lambda seed: encode(forest(TREES, random_state=seed, n_jobs=2))
    yield "scikit-learn", f"extra-trees-{kind}", {"nEstimators": TREES}, lambda seed: encode(extra(TREES, random_state=seed, n_jobs=2))


def native(task, make, library, frame, target, query, fold, seeds):
    inputs = frame.drop(columns=[target] + ([query] if query else []))
    X, y = as_library(inputs, library.lower()), frame[target].to_numpy()
    classes = np.unique(y) if task in ("binary", "multiclass") else None
    labels = y if classes is None else np.searchsorted(classes, y)
    scores = []
    for seed in range(seeds):
        found = []
        for k in range(fold.max() + 1):
            train, test = fold != k, fold == k
            model = make(seed)
            if task == "ranking":
                at = np.flatnonzero(train)
                at = at[np.argsort(frame[query].to_numpy()[at], kind="stable")]
                q = frame[query].to_numpy()[at]
                if library == "XGBoost":
                    model.fit(X.iloc[at], labels[at], qid=q)
                elif library == "CatBoost":
                    model.fit(X.iloc[at], labels[at], group_id=q)
                else:
                    model.fit(X.iloc[at], labels[at], group=np.unique(q, return_counts=True)[1])
            else:
                model.fit(X[train], labels[train])
            if task == "binary":
                said = model.predict_proba(X[test])[:, 1]
            else:
                said = np.asarray(model.predict(X[test])).ravel()
            truth = labels[test] if task != "binary" else y[test]
            found.append(scores_of(task, classes, truth, said, frame[query].to_numpy()[test] if query else None))
        scores.append(found)
    return np.array(scores)


def ours(name, task, frame, target, query, fold, model, seeds):
    """Our scores: seeds × folds × metrics."""
    with tempfile.TemporaryDirectory() as folder:
        return np.array([trained(name, task, frame, target, query, fold, model, seed, pathlib.Path(folder)) for seed in range(seeds)])


def trained(name, task, frame, target, query, fold, model, seed, folder):
    _, type_, params, _ = model
    frame.to_csv(folder / "data.csv", index=False)
    (folder / "folds.json").write_text(json.dumps(fold.tolist()))
    (folder / "params.json").write_text(json.dumps({type_: params}))
    args = ["node", "--max-old-space-size=8000", CLI, "train", str(folder / "data.csv"), "--target", target, "--models", type_, "--seed", str(seed), "--folds", str(folder / "folds.json"),
            "--params", str(folder / "params.json"), "--out", str(folder / "out"), "--json"] + (["--query", query] if query else []) + (["--task", task] if task != "binary" else [])
    run = subprocess.run(args, capture_output=True, text=True)
    if run.returncode != 0:
        raise RuntimeError(f"{name}: {run.stderr.strip().splitlines()[-1]}")
    board = json.loads((folder / "out/leaderboard.json").read_text())
    return np.array([board["rows"][0]["scores"][metric]["folds"] for metric, _, _ in METRICS[task]]).T


HEAD = [
    "# Held-out scores beside the libraries' own",
    "",
    f"Every model at equal parameters ({TREES} trees, learning rate {RATE} for boosting, everything else at the library's defaults) on the same folds of real sets, by",
    "`parity/held_out.py`. Categories and missing values go to boosted models as they are; forests get one-hot columns on both sides. *Noise* is the standard error over",
    "the folds and, for models that draw random numbers, the spread of the library's own seeds (three; sixteen below 200 rows, one above 100,000): a yardstick, not",
    "a test. *Better by* is in the direction of the metric.",
    "",
]
TITLES = ["| set | rows × columns | metric | model | ours | library | its score | noise | better by |", "|---|---|---|---|---|---|---|---|---|"]


def kept():
    """The lines of the table that is there, by set and model."""
    lines = OUT.read_text().splitlines() if OUT.exists() else []
    cells = [line.strip("|").split("|") for line in lines if line.startswith("| ") and not line.startswith("| set ")]
    return {(c[0].strip(), c[2].strip(), c[3].strip()): [v.strip() for v in c] for c in cells}


def write(table):
    """The whole table, in the order of the sets and of their models, with a count of what differs by more than the noise."""
    order = list(SETS)
    models = ("xgb", "lgbm", "cat", "random", "extra")
    lines = sorted(table.values(), key=lambda c: (order.index(c[0]), next(i for i, start in enumerate(models) if c[3].startswith(start)), c[2]))
    within = sum(abs(float(c[8])) <= float(c[7]) for c in lines)
    worse = [f"{c[0]}, {c[3]}, {c[2]}" for c in lines if -float(c[8]) > float(c[7])]
    told = f"{len(lines)} comparisons on {len({c[0] for c in lines})} sets: {within} differ by no more than the noise, {len(lines) - within - len(worse)} are better by more"
    told += f", and {len(worse)} worse ({'; '.join(worse)})." if worse else ", and none is worse."
    OUT.write_text("\n".join(HEAD + [told, ""] + TITLES + ["| " + " | ".join(c) + " |" for c in lines]) + "\n")


def wanted(name, type_):
    return not ONLY or name in ONLY or f"{name}/{type_}" in ONLY


def compare(name, task, load):
    start = time.time()
    try:
        frame, target = load()
    except (FileNotFoundError, ImportError) as why:
        print(f"{name} is left out: {why}", file=sys.stderr)
        return
    query = "qid" if task == "ranking" else None
    categories = [c for c in frame.columns if c != target and (frame[c].dtype == object or str(frame[c].dtype).startswith(("str", "category")))]
    fold = folds_of(task, frame, target, query)
    models = [m for m in makers(task, categories) if wanted(name, m[1])]
    if len(frame) > 100_000:
        models = [m for m in models if m[0] != "scikit-learn"]
    for model in models:
        library, type_, _, make = model
        drawn = library in ("CatBoost", "scikit-learn") and len(frame) <= 100_000
        seeds = 1 if not drawn else 16 if len(frame) < 200 else 3
        mine = ours(name, task, frame, target, query, fold, model, seeds).mean(axis=(0, 1))
        theirs = native(task, make, library, frame, target, query, fold, seeds)
        means = theirs.mean(axis=(0, 1))
        over_folds = theirs.mean(axis=0).std(axis=0, ddof=1) / np.sqrt(theirs.shape[1])
        noise = np.hypot(over_folds, theirs.mean(axis=1).std(axis=0, ddof=1) if seeds > 1 else 0)
        for m, (_, title, way) in enumerate(METRICS[task]):
            better = way * (mine[m] - means[m])
            row = [name, f"{frame.shape[0]:,} × {frame.shape[1]}", title, type_, f"{mine[m]:.4f}", library, f"{means[m]:.4f}", f"{noise[m]:.4f}", f"{better:+.4f}"]
            write({**kept(), (name, title, type_): row})
            print(f"{name:16} {type_:26} {title} {mine[m]:.4f}  {library} {means[m]:.4f} ± {noise[m]:.4f}  better by {better:+.4f}  ({time.time() - start:.0f} s)", file=sys.stderr, flush=True)


for name, (task, load) in SETS.items():
    if not ONLY or any(o == name or o.startswith(f"{name}/") for o in ONLY):
        compare(name, task, load)
