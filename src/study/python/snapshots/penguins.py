"""Penguins '''quoted''': predict species.

What the Tablab study does, in scikit-learn and pandas. Every step is fitted on training rows only.

    pip install scikit-learn pandas
    python study.py penguins.csv

Numbers differ a little from the app because the rows are divided by another random generator; --folds takes
a JSON list with the fold of every row and makes the division the same. The last line printed is JSON.
"""

import argparse
import json
import time
import warnings

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer, make_column_selector
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, average_precision_score, balanced_accuracy_score, brier_score_loss, cohen_kappa_score, f1_score, log_loss, matthews_corrcoef, precision_score, recall_score, roc_auc_score, top_k_accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder

COLUMNS = ["species", "island", "bill \"length\"", "seen", "notes"]
TEXTS = ["species", "island", "seen", "notes"]  # read as they are written
DATES = {"seen": True}  # column: does the day come first?
LEFT_OUT = ["notes"]  # free text
MISSING = ["", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "?", "-", "--", "#N/A"]
TARGET = "species"
CLASSES = ["Adelie", "Chinstrap", "Gentoo"]


def read(path):
    df = pd.read_csv(
        path,
        header=0,
        names=COLUMNS,
        index_col=False,
        sep=";",
        decimal=",",
        dtype={name: str for name in TEXTS},
        na_values=MISSING,
        keep_default_na=False,
        skipinitialspace=True,
        float_precision="round_trip",
        low_memory=False,
    )
    for name in COLUMNS:
        if name in TEXTS:
            df[name] = df[name].str.strip().astype(object)
            df.loc[df[name].isin(MISSING), name] = np.nan
        else:
            df[name] = pd.to_numeric(df[name], errors="coerce").astype(float)
    for name, day_first in DATES.items():  # milliseconds since 1970
        when = pd.to_datetime(df[name], dayfirst=day_first, format="mixed", errors="coerce", utc=True)
        df[name] = (when - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(milliseconds=1)
    return df


def features(df):
    return df.drop(columns=[TARGET, *LEFT_OUT])


def on(columns, transformer):
    """One step: the transformer on these columns, the others as they are."""
    step = ColumnTransformer([("step", transformer, columns)], remainder="passthrough", verbose_feature_names_out=False)
    return step.set_output(transform="pandas")


def preparation():
    return Pipeline([
        ("1a simple-imputer", on(["bill \"length\""], SimpleImputer(strategy="most_frequent"))),
        ("1b simple-imputer", on(["island"], SimpleImputer(strategy="most_frequent"))),
        ("2 one-hot-encoder", on(make_column_selector(dtype_exclude="number"), OneHotEncoder(sparse_output=False, handle_unknown="ignore"))),
        ("3 drop-columns", on(["seen"], "drop")),
    ])


def replay(folds):
    """Every fold once as the test; rows of fold -1 are always learnt from."""
    return [(np.flatnonzero(folds != k), None, np.flatnonzero(folds == k)) for k in np.unique(folds[folds >= 0])]


def splits(y, kept, folds):
    """kept: which rows of the file have a target; folds: the fold of every row of the file, or None."""
    if folds is not None:
        return replay(np.asarray(folds)[kept])
    train, test = train_test_split(np.arange(len(y)), test_size=0.25, random_state=7, stratify=y)
    return [(train, None, test)]


def seeded(model, seed):
    """The same random numbers every time, for models that draw any."""
    return model.set_params(random_state=seed) if "random_state" in model.get_params() else model


MODELS = {
    "logistic-regression": (preparation, lambda: seeded(LogisticRegression(C=0.5), 3)),
    "logistic-regression 2": (preparation, lambda: seeded(LogisticRegression(), 3)),
}

METRICS = {
    "roc-auc": lambda y, predicted, p: roc_auc_score(y, p, multi_class='ovr', labels=np.arange(p.shape[1])),
    "pr-auc": lambda y, predicted, p: average_precision_score(np.eye(p.shape[1])[y], p),
    "accuracy": lambda y, predicted, p: accuracy_score(y, predicted),
    "balanced-accuracy": lambda y, predicted, p: balanced_accuracy_score(y, predicted),
    "f1": lambda y, predicted, p: f1_score(y, predicted, average='macro'),
    "precision": lambda y, predicted, p: precision_score(y, predicted, average='macro'),
    "recall": lambda y, predicted, p: recall_score(y, predicted, average='macro'),
    "log-loss": lambda y, predicted, p: log_loss(y, p, labels=np.arange(p.shape[1])),
    "brier": lambda y, predicted, p: brier_score_loss(y, p, labels=np.arange(p.shape[1])),
    "mcc": lambda y, predicted, p: matthews_corrcoef(y, predicted),
    "cohen-kappa": lambda y, predicted, p: cohen_kappa_score(y, predicted),
    "f1-micro": lambda y, predicted, p: f1_score(y, predicted, average='micro'),
    "f1-weighted": lambda y, predicted, p: f1_score(y, predicted, average='weighted'),
    "precision-weighted": lambda y, predicted, p: precision_score(y, predicted, average='weighted'),
    "top-3-accuracy": lambda y, predicted, p: top_k_accuracy_score(y, p, k=3, labels=np.arange(p.shape[1])),
}
OF_PROBABILITIES = {"roc-auc", "pr-auc", "log-loss", "brier", "top-3-accuracy"}


def probabilities(model, X, count):
    """Rows by classes, with a column of zeros for a class that was not among the training rows."""
    if not hasattr(model, "predict_proba"):
        return None
    p = np.zeros((len(X), count))
    p[:, model.classes_] = model.predict_proba(X)
    return p


def evaluate(preparation, make, X, y, folds, count):
    """Scores of one model on every fold, and the seconds it took to fit."""
    scores, seconds = {name: [] for name in METRICS}, 0.0
    for train, validation, test in folds:
        prepare, model = preparation(), make()
        start = time.perf_counter()
        X_train = prepare.fit_transform(X.iloc[train], y[train])
        given = {"validation": (prepare.transform(X.iloc[validation]), y[validation])} if validation is not None and hasattr(model, "build") else {}
        model.fit(X_train, y[train], **given)  # only nets watch validation rows
        seconds += time.perf_counter() - start
        X_test = prepare.transform(X.iloc[test])
        predicted = model.predict(X_test)
        p = probabilities(model, X_test, count)
        for name, score in METRICS.items():
            if p is None and name in OF_PROBABILITIES:
                continue
            try:
                scores[name].append(float(score(y[test], predicted, p)))
            except ValueError:  # not defined for these rows, such as an AUC with one class only
                scores[name].append(float("nan"))
    return {name: values for name, values in scores.items() if values}, seconds / len(folds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", nargs="?", default="penguins.csv")
    parser.add_argument("--folds", help="JSON list with the fold of every row")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")

    df = read(options.data)
    kept = df[TARGET].notna().to_numpy()
    df = df[kept]
    y = np.asarray(pd.Categorical(df[TARGET], categories=CLASSES).codes, dtype=int)
    X = features(df)
    folds = splits(y, kept, json.load(open(options.folds)) if options.folds else None)
    rows = []
    for name, (preparation, make) in MODELS.items():
        scores, seconds = evaluate(preparation, make, X, y, folds, len(CLASSES))
        summary = {k: {"mean": np.mean(v), "sd": np.std(v, ddof=1) if len(v) > 1 else 0.0, "folds": v} for k, v in scores.items()}
        rows.append({"model": name, "scores": summary, "fitSeconds": seconds})
        print(f"{name:30s}", *(f"{k} {v['mean']:.4f}" for k, v in summary.items()), sep="  ")
    rows = json.loads(json.dumps(rows), parse_constant=lambda name: None)  # NaN is no JSON
    print(json.dumps({"task": "multiclass", "metric": "accuracy", "rows": rows}))


if __name__ == "__main__":
    main()
