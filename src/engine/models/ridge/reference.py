"""scikit-learn's Ridge on the diabetes set, tall and wide."""
import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge

data = load_diabetes(scaled=False)
X = (data.data[:120] - data.data.mean(0)) / data.data.std(0)
y = data.target[:120]
weight = 0.5 + (np.arange(len(y)) % 5)
cases = []
for rows in (120, 8):
    for alpha in (0.01, 1.0, 100.0):
        for fit_intercept in (True, False):
            for positive in (False, True):
                for weights in (None, weight):
                    sw = None if weights is None else weights[:rows]
                    extra = {"tol": 1e-14, "max_iter": 100000} if positive else {"solver": "svd"}
                    model = Ridge(alpha=alpha, fit_intercept=fit_intercept, positive=positive, **extra).fit(X[:rows], y[:rows], sample_weight=sw)
                    cases.append({
                        "rows": rows,
                        "params": {"alpha": alpha, "fitIntercept": fit_intercept, "positive": positive},
                        "weighted": weights is not None,
                        "coef": model.coef_.tolist(),
                        "intercept": float(model.intercept_),
                    })
Path(__file__).with_name("reference.json").write_text(json.dumps({"X": X.ravel().tolist(), "y": y.tolist(), "weight": weight.tolist(), "cases": cases}))
