"""scikit-learn's LogisticRegression at tight tolerance: breast cancer (binary) and wine (three classes)."""
import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_wine
from sklearn.linear_model import LogisticRegression

sets = {}
cases = []
for name, load, rows, width in [("cancer", load_breast_cancer, 160, 6), ("wine", load_wine, 178, 5)]:
    data = load()
    X = data.data[:rows, :width] if name == "cancer" else data.data[:, :width]
    y = data.target[:rows]
    raw = X
    X = (X - X.mean(0)) / X.std(0)
    weight = 0.5 + (np.arange(len(y)) % 3)
    sets[name] = {"X": np.round(X, 12).ravel().tolist(), "raw": raw.ravel().tolist(), "y": y.tolist(), "weight": weight.tolist(), "classes": [str(c) for c in range(y.max() + 1)]}
    X = np.round(X, 12)

    def case(values, params, keywords, weights, which):
        model = LogisticRegression(**keywords).fit(values, y, sample_weight=weights)
        cases.append({
            "set": name, "which": which, "params": params, "weighted": weights is not None,
            "coef": model.coef_.ravel().tolist(), "intercept": model.intercept_.tolist(), "proba": model.predict_proba(values)[::9].ravel().tolist(),
        })

    tight = {"tol": 1e-12, "max_iter": 100000}
    for C in (0.05, 1.0, 20.0):
        for balanced in (False, True):
            for weights in (None, weight):
                case(X, {"C": C, "classWeight": "balanced" if balanced else "none"}, {"C": C, "class_weight": "balanced" if balanced else None, **tight}, weights, "X")
    case(X, {"fitIntercept": False}, {"fit_intercept": False, **tight}, None, "X")
    # A well-posed problem without penalty: classes that overlap.
    if name == "cancer":
        case(X, {"penalty": "none"}, {"C": np.inf, **tight}, None, "X")
    for C in (0.05, 1.0):
        case(X, {"penalty": "l1", "C": C}, {"C": C, "l1_ratio": 1.0, "solver": "saga", "random_state": 0, "tol": 1e-11, "max_iter": 200000}, None, "X")
        case(X, {"penalty": "elasticnet", "l1Ratio": 0.3, "C": C}, {"C": C, "l1_ratio": 0.3, "solver": "saga", "random_state": 0, "tol": 1e-11, "max_iter": 200000}, weight, "X")
    case(raw, {"C": 1.0}, {"C": 1.0, "solver": "newton-cholesky", **tight}, None, "raw")
Path(__file__).with_name("reference.json").write_text(json.dumps({"sets": sets, "cases": cases}))
