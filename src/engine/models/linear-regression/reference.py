"""scikit-learn's LinearRegression on the diabetes set: whole, weighted, non-negative, without intercept, and rank-deficient."""
import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression

data = load_diabetes(scaled=False)
X, y = data.data[:150], data.target[:150]
weight = 0.5 + (np.arange(len(y)) % 5)
cases = []


def case(name, X, params, weights):
    model = LinearRegression(**params).fit(X, y, sample_weight=weights)
    cases.append({
        "name": name,
        "params": {"fitIntercept": params.get("fit_intercept", True), "positive": params.get("positive", False)},
        "columns": X.shape[1],
        "weighted": weights is not None,
        "coef": model.coef_.tolist(),
        "intercept": float(model.intercept_),
        "predictions": model.predict(X)[:20].tolist(),
    })


for fit_intercept in (True, False):
    for positive in (True, False):
        for weights in (None, weight):
            case("diabetes", X, {"fit_intercept": fit_intercept, "positive": positive}, weights)
# Column 10 repeats column 2; column 11 is the sum of columns 3 and 4.
deficient = np.column_stack([X, X[:, 2], X[:, 3] + X[:, 4]])
case("dependent columns", deficient, {}, None)
Path(__file__).with_name("reference.json").write_text(json.dumps({"X": deficient.ravel().tolist(), "y": y.tolist(), "weight": weight.tolist(), "cases": cases}))
