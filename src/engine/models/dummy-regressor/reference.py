"""scikit-learn's DummyRegressor on the diabetes target."""
import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.dummy import DummyRegressor

y = load_diabetes().target[:101]
weight = (np.arange(len(y)) % 4).astype(float)
X = np.zeros((len(y), 1))
cases = []
for params in [{"strategy": "mean"}, {"strategy": "median"}] + [{"strategy": "quantile", "quantile": q} for q in (0.0, 0.1, 0.35, 0.9, 1.0)]:
    for weights in [None, weight]:
        model = DummyRegressor(**params).fit(X, y, sample_weight=weights)
        cases.append({"params": params, "weighted": weights is not None, "value": float(model.constant_[0][0])})
out = {"y": y.tolist(), "weight": weight.tolist(), "cases": cases}
Path(__file__).with_name("reference.json").write_text(json.dumps(out))
