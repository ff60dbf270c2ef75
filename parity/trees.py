"""Model files both ways, with the real libraries: models that XGBoost, LightGBM and CatBoost train and save are predicted with
`tablab predict`, converted with `tablab export` into each other's forms and ONNX, and loaded there again; trees that Tablab
trained are loaded by the libraries. Everywhere predictions must agree to 1e-6.

    python trees.py NODE ENTRY SAMPLES [PART OF A NAME]

Prints one JSON line a check: {"name", "ok", "detail", "seconds"}.
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import catboost as cb
import lightgbm as lgb
import numpy as np
import onnxruntime
import pandas as pd
import xgboost as xgb

LIMIT = 1e-6
NODE, ENTRY, SAMPLES = sys.argv[1:4]
WANTED = sys.argv[4] if len(sys.argv) > 4 else ""
ENDINGS = {"xgboost": "json", "xgboost-ubj": "ubj", "lightgbm": "txt", "catboost": "json", "onnx": "onnx"}


def tablab(*args):
    run = subprocess.run([NODE, ENTRY, *map(str, args)], capture_output=True, text=True, timeout=600)
    return run.returncode, (run.stderr.strip().splitlines() or [""])[-1]


def far(a, b):
    a, b = np.asarray(a, dtype=float).ravel(), np.asarray(b, dtype=float).ravel()
    return float("inf") if a.shape != b.shape else float(np.max(np.abs(a - b) / np.maximum(1, np.abs(b))))


def make_table(rows=400):
    random = np.random.default_rng(3)
    table = pd.DataFrame({
        "size": random.normal(size=rows).astype(np.float32).astype(float),
        "weight_of_it": random.lognormal(size=rows).astype(np.float32).astype(float),
        "colour": random.choice(["red", "green", "blue", "teal", "a grey, or so"], rows),
        "city": random.choice([f"city {i}" for i in range(40)], rows),
    })
    table.loc[::9, "size"] = np.nan
    score = table["size"].fillna(1.2) + (table["colour"] == "red") * 2 - table["city"].str[-1].astype(int) * 0.2 + np.log(table["weight_of_it"])
    return table, score


TABLE, SCORE = make_table()
CATEGORIES = ["colour", "city"]
BINARY = (SCORE > SCORE.median()).astype(int)
CLASSES = pd.qcut(SCORE, 3).cat.codes
COUNTS = np.round(SCORE - SCORE.min())


def as_pandas(table):
    out = table.copy()
    for name in CATEGORIES:
        if name in out.columns:
            out[name] = pd.Categorical(out[name], categories=sorted(TABLE[name].unique()))
    return out


class Xgboost:
    def __init__(self, path):
        self.model = xgb.Booster()
        self.model.load_model(path)

    def predict(self, table):
        return self.model.predict(xgb.DMatrix(as_pandas(table), enable_categorical=True))


class Lightgbm:
    def __init__(self, path):
        self.model = lgb.Booster(model_file=path)

    def predict(self, table):
        return self.model.predict(as_pandas(table))


class Catboost:
    def __init__(self, path):
        self.model = cb.CatBoost()
        self.model.load_model(path, format="json")
        self.loss = json.loads(pathlib.Path(path).read_text())["model_info"]["params"]["loss_function"]["type"]

    def predict(self, table):
        kind = {"Logloss": "Probability", "MultiClass": "Probability", "Poisson": "Exponent"}.get(self.loss, "RawFormulaVal")
        said = self.model.predict(table, prediction_type=kind)
        return said[:, 1] if self.loss == "Logloss" else said


class Onnx:
    def __init__(self, path):
        self.session = onnxruntime.InferenceSession(path)

    def predict(self, table):
        given = {p.name: table[[p.name]].fillna("").astype(str).to_numpy(dtype=object) if p.type == "tensor(string)" else table[[p.name]].to_numpy(dtype=np.float64) for p in self.session.get_inputs()}
        said = self.session.run(None, given)[-1]
        return said[:, 1] if said.shape[1] == 2 else said


LOADERS = {"xgboost": Xgboost, "xgboost-ubj": Xgboost, "lightgbm": Lightgbm, "catboost": Catboost, "onnx": Onnx}


def from_csv(path):
    """What `tablab predict` wrote: the probability of the second class, those of all, or the values."""
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name.startswith("probability_")]
    if len(names) == 2:
        names = names[1:]
    return [[float(row[name]) for name in names or ["predicted"]] for row in rows]


def train_xgboost(path, columns, y, rounds=12, **params):
    data = xgb.DMatrix(as_pandas(TABLE[columns]), y, enable_categorical=True)
    model = xgb.train({"nthread": 1, "seed": 1, "max_depth": 4, **params}, data, rounds)
    model.save_model(path)
    return model.predict(data)


def train_lightgbm(path, columns, y, rounds=12, **params):
    table = as_pandas(TABLE[columns])
    model = lgb.train({"num_threads": 1, "deterministic": True, "verbose": -1, "min_data_in_leaf": 5, "min_data_per_group": 5, "num_leaves": 12, **params}, lgb.Dataset(table, y), rounds)
    model.save_model(path)
    return model.predict(table)


def train_catboost(path, columns, y, rounds=12, **params):
    pool = cb.Pool(TABLE[columns], y, cat_features=[c for c in columns if c in CATEGORIES])
    model = cb.CatBoost({"allow_writing_files": False, "verbose": 0, "thread_count": 1, "iterations": rounds, "depth": 4, **params})
    model.fit(pool)
    model.save_model(path, format="json", pool=pool)
    return Catboost(path).predict(TABLE[columns])


NUMBERS = ["size", "weight_of_it"]
ALL = [*NUMBERS, *CATEGORIES]
# Name, how it is trained, columns, target, parameters, and the forms there are none of, by the reason that is given.
SETS = {"catboost": "into sets|CatBoost has one rule a column"}
SIDES = {"catboost": "CatBoost has one rule a column"}
DERIVED = dict.fromkeys(("xgboost", "lightgbm", "catboost"), "columns that it derives itself")
MODELS = [
    ("XGBoost, binary, categories", train_xgboost, ALL, BINARY, {"objective": "binary:logistic"}, SETS),
    ("XGBoost, classes", train_xgboost, NUMBERS, CLASSES, {"objective": "multi:softprob", "num_class": 3}, SIDES),
    ("XGBoost, vector leaves", train_xgboost, NUMBERS, CLASSES, {"objective": "multi:softprob", "num_class": 3, "multi_strategy": "multi_output_tree"}, SIDES),
    ("XGBoost, counts, dart", train_xgboost, ALL, COUNTS, {"objective": "count:poisson", "booster": "dart", "rate_drop": 0.3}, SETS),
    ("XGBoost, forest", train_xgboost, NUMBERS, SCORE, {"objective": "reg:squarederror", "num_parallel_tree": 5, "subsample": 0.6}, SIDES),
    ("LightGBM, binary, categories", train_lightgbm, ALL, BINARY, {"objective": "binary"}, SETS),
    ("LightGBM, classes", train_lightgbm, NUMBERS, CLASSES, {"objective": "multiclass", "num_class": 3}, SIDES),
    ("LightGBM, random forest", train_lightgbm, NUMBERS, SCORE, {"objective": "regression", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6}, SIDES),
    ("LightGBM, zeros missing", train_lightgbm, NUMBERS, COUNTS, {"objective": "poisson", "zero_as_missing": True}, DERIVED),
    ("CatBoost, numbers", train_catboost, NUMBERS, SCORE, {"loss_function": "RMSE"}, {}),
    ("CatBoost, classes, by loss", train_catboost, NUMBERS, CLASSES, {"loss_function": "MultiClass", "grow_policy": "Lossguide"}, {}),
    ("CatBoost, one category at a time", train_catboost, [*NUMBERS, "colour"], BINARY, {"loss_function": "Logloss", "one_hot_max_size": 10}, {}),
    ("CatBoost, statistics", train_catboost, ALL, BINARY, {"loss_function": "Logloss"}, DERIVED),
    ("CatBoost, combinations", train_catboost, ALL, COUNTS, {"loss_function": "Poisson", "max_ctr_complexity": 2}, DERIVED),
]
# Models of Tablab's own: sample, target, model and parameters, and the forms that there are.
OWN = [
    ("friedman.csv", "y", "explainable-boosting-regressor", {"maxRounds": 40, "outerBags": 2, "interactions": "2"}, ["xgboost", "lightgbm"]),
    ("friedman.csv", "y", "random-forest-regressor", {"nEstimators": 10}, ["xgboost", "lightgbm"]),
    (None, "score", "xgb-regressor", {"nEstimators": 20, "maxDepth": 4}, ["xgboost", "xgboost-ubj", "lightgbm"]),
    (None, "class", "xgb-classifier", {"nEstimators": 8, "maxDepth": 4}, ["xgboost", "lightgbm"]),
    (None, "class", "lgbm-classifier", {"nEstimators": 8}, ["lightgbm", "xgboost"]),
    (None, "yes", "lgbm-classifier", {"nEstimators": 8}, ["lightgbm", "xgboost-ubj"]),
    (None, "score", "cat-boost-regressor", {"iterations": 30}, ["catboost"]),
    (None, "class", "cat-boost-classifier", {"iterations": 30, "oneHotMaxSize": 5}, ["catboost"]),
    (None, "yes", "cat-boost-classifier", {"iterations": 20, "maxCtrComplexity": 3, "depth": 4}, ["catboost"]),
    ("search.csv", "relevance", "cat-boost-ranker", {"iterations": 20, "depth": 4}, ["catboost"]),
]


def report(name, start, ok, detail):
    print(json.dumps({"name": name, "ok": bool(ok), "detail": detail, "seconds": time.perf_counter() - start}), flush=True)


def compare(name, start, theirs, ours):
    worst = far(ours, theirs)
    report(name, start, worst <= LIMIT, f"{worst:.1e}")


def check_model(folder, name, train, columns, y, params, none):
    start = time.perf_counter()
    own = {train_xgboost: "xgboost", train_lightgbm: "lightgbm", train_catboost: "catboost"}[train]
    path = str(folder / f"model.{ENDINGS[own]}")
    theirs = train(path, columns, y, **params)
    data = folder / "rows.csv"
    TABLE[columns].to_csv(data, index=False)
    code, said = tablab("predict", "--model", path, data, "--out", folder / "predicted.csv")
    if code != 0:
        return report(f"{name}: read", start, False, said)
    compare(f"{name}: read", start, theirs, from_csv(folder / "predicted.csv"))
    for form in ("xgboost", "xgboost-ubj", "lightgbm", "catboost", "onnx"):
        start = time.perf_counter()
        made = folder / f"made-{form}.{ENDINGS[form]}"
        code, said = tablab("export", "--model", path, "--format", form, "--out", made)
        reason = none.get(form.removesuffix("-ubj"))
        if reason is not None:
            report(f"{name}: no {form}", start, code == 2 and any(part in said for part in reason.split("|")), said[:120])
        elif code != 0:
            report(f"{name}: as {form}", start, False, said)
        else:
            compare(f"{name}: as {form}", start, theirs, LOADERS[form](str(made)).predict(TABLE[columns]))


def check_own(folder, sample, target, model, params, forms):
    start = time.perf_counter()
    source = folder / "rows.csv" if sample is None else pathlib.Path(SAMPLES) / sample
    if sample is None:
        TABLE.assign(**{target: {"score": SCORE, "class": CLASSES.map({0: "high", 1: "low", 2: "middle"}), "yes": BINARY.map({0: "no", 1: "yes"})}[target]}).to_csv(source, index=False)
    (folder / "params.json").write_text(json.dumps({model: params}))
    code, said = tablab("train", source, "--target", target, "--models", model, "--params", folder / "params.json", "--out", folder / "study")
    if code == 0:
        code, said = tablab("predict", "--model", folder / "study", source, "--out", folder / "predicted.csv")
    if code != 0:
        return report(f"{model}: train", start, False, said)
    ours = from_csv(folder / "predicted.csv")
    # The query of a ranking is no input.
    table = pd.read_csv(source).drop(columns=[target, "query_id"], errors="ignore")
    for form in forms:
        start = time.perf_counter()
        made = folder / f"own-{form}.{ENDINGS[form]}"
        code, said = tablab("export", "--model", folder / "study", "--format", form, "--out", made)
        if code != 0:
            report(f"{model}, {target}: as {form}", start, False, said)
        else:
            compare(f"{model}, {target}: as {form}", start, ours, LOADERS[form](str(made)).predict(table))


def main():
    with tempfile.TemporaryDirectory() as root:
        for i, (name, *rest) in enumerate(MODELS):
            folder = pathlib.Path(root, str(i))
            folder.mkdir()
            if WANTED in name:
                check_model(folder, name, *rest)
        for sample, target, model, *rest in OWN:
            folder = pathlib.Path(root, f"{model}-{target}")
            folder.mkdir()
            if WANTED in f"own {model}":
                check_own(folder, sample, target, model, *rest)


if __name__ == "__main__":
    main()
