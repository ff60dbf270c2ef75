"""scikit-learn's DummyClassifier on the wine set."""
import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_wine
from sklearn.dummy import DummyClassifier

data = load_wine()
y = data.target
weight = np.where(y == 2, 3.0, 1.0)
X = np.zeros((len(y), 1))
cases = []
for strategy in ["prior", "most_frequent", "uniform"]:
    for weights in [None, weight]:
        model = DummyClassifier(strategy=strategy).fit(X, y, sample_weight=weights)
        cases.append({
            "params": {"strategy": strategy},
            "weighted": weights is not None,
            "proba": model.predict_proba(X[:1])[0].tolist(),
            "label": None if strategy == "uniform" else int(model.predict(X[:1])[0]),
        })
out = {"y": y.tolist(), "weight": weight.tolist(), "cases": cases}
Path(__file__).with_name("reference.json").write_text(json.dumps(out))
