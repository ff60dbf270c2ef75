"""
CatBoostClassifier's trees and predictions without its random things: no bootstrap, no noise on scores, rows in their order.

Numbers: scikit-learn's wine and breast cancer tables with a little noise, which breaks ties between columns. Categories: columns
made here, whose effects depend on one another.
"""
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from catboost import CatBoostClassifier, CatBoostRegressor
from sklearn.datasets import load_breast_cancer, load_wine

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "cat-boost-regressor"))
from reference import FIXED, keywords, short, splits  # noqa: E402

rng = np.random.default_rng(1)
cases = []


def noisy(values):
    values = values * (1 + 1e-3 * rng.normal(size=values.shape))
    return np.array([[float(f"{v:.7g}") for v in row] for row in values])


cancer, wine = load_breast_cancer(), load_wine()
tables = {"cancer": (noisy(cancer.data[:260, :8]), cancer.target[:260]), "wine": (noisy(wine.data[:, :6]), wine.target)}


def case(table, params, weighted=False, iterations=8):
    X, y = tables[table]
    loss = {} if table == "cancer" or "lossFunction" in params else {"loss_function": "MultiClass"}
    model = CatBoostClassifier(iterations=iterations, **FIXED, **keywords(params), **loss).fit(X, y, sample_weight=1.0 + np.arange(len(y)) % 3 if weighted else None)
    cases.append({"table": table, "params": {"iterations": iterations, **params}, "weighted": weighted, "splits": splits(model), "raw": short(model.predict(X[:40], prediction_type="RawFormulaVal"))})


case("cancer", {"depth": 3})
case("cancer", {"depth": 3}, weighted=True)
case("cancer", {"depth": 3, "leafEstimationIterations": 10})
case("cancer", {"depth": 3, "leafEstimationMethod": "Gradient", "leafEstimationIterations": 5})
case("cancer", {"depth": 3, "autoClassWeights": "Balanced"})
case("cancer", {"depth": 3, "lossFunction": "CrossEntropy"})
case("cancer", {"depth": 3, "boostingType": "Ordered"})
case("wine", {"depth": 3})
case("wine", {"depth": 3, "leafEstimationMethod": "Gradient", "leafEstimationIterations": 3})
case("wine", {"depth": 3, "lossFunction": "MultiClassOneVsAll"})
case("wine", {"depth": 3, "growPolicy": "Depthwise"})

# Categories: a target that depends on pairs of them.
n = 400
codes = {"city": rng.integers(0, 12, n), "job": rng.integers(0, 25, n), "kind": rng.integers(0, 5, n), "sex": rng.integers(0, 2, n)}
age = np.round(rng.uniform(18, 70, n), 3)
signal = np.sin(codes["city"] * 1.3) + np.cos(codes["job"] * 0.7 + codes["kind"]) + 0.02 * age + 0.5 * codes["sex"] + 0.7 * rng.normal(size=n)
frame = pd.DataFrame({"age": age, **{name: [f"{name} {code:02d}" for code in values] for name, values in codes.items()}})
targets = {"binary": (signal > np.median(signal)) * 1, "multiclass": np.digitize(signal, np.quantile(signal, [0.33, 0.66])), "regression": np.round(signal, 4)}
categories = []


def with_categories(task, params, iterations=10):
    make = CatBoostRegressor if task == "regression" else CatBoostClassifier
    loss = {"loss_function": "MultiClass"} if task == "multiclass" else {}
    model = make(iterations=iterations, **FIXED, **keywords({"learningRate": 0.1, "depth": 4, **params}), **loss).fit(frame, targets[task], cat_features=list(codes))
    categories.append({"task": task, "params": {"iterations": iterations, "learningRate": 0.1, "depth": 4, **params}, "raw": short(model.predict(frame[:60], prediction_type="RawFormulaVal"))})


with_categories("binary", {})
with_categories("binary", {"maxCtrComplexity": 2})
with_categories("binary", {"maxCtrComplexity": 3, "oneHotMaxSize": 5})
with_categories("binary", {"oneHotMaxSize": 255})
with_categories("binary", {"simpleCtr": "Buckets:Prior=0.5/1, BinarizedTargetMeanValue:Prior=1/1", "combinationsCtr": "Counter:Prior=0.5/1", "maxCtrComplexity": 2})
with_categories("binary", {"simpleCtr": "Borders:CtrBorderCount=40:Prior=0.3/1"})
with_categories("binary", {"growPolicy": "Lossguide", "maxLeaves": 8})
with_categories("regression", {"maxCtrComplexity": 4})
with_categories("multiclass", {"maxCtrComplexity": 2})
with_categories("binary", {"boostingType": "Ordered"})
with_categories("binary", {"boostingType": "Ordered", "maxCtrComplexity": 2})
with_categories("regression", {"boostingType": "Ordered", "maxCtrComplexity": 2})
(HERE / "reference.json").write_text(json.dumps({
    "tables": {name: {"X": X.ravel().tolist(), "y": y.tolist()} for name, (X, y) in tables.items()}, "cases": cases,
    "rows": {"age": age.tolist(), **{name: values.tolist() for name, values in codes.items()}, **{name: values.tolist() for name, values in targets.items()}}, "categories": categories,
}))
