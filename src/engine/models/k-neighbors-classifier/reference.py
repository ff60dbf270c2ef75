"""scikit-learn's KNeighborsClassifier on wine (no equal distances), every metric, weighting and several k."""
import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_wine
from sklearn.neighbors import KNeighborsClassifier

data = load_wine()
X = np.round((data.data - data.data.mean(0)) / data.data.std(0), 10)[:, :6]
y = data.target
train, test = np.arange(len(y)) % 3 != 0, np.arange(len(y)) % 3 == 0
cases = []
for metric, p in [("minkowski", 2), ("minkowski", 1), ("minkowski", 3), ("euclidean", 2), ("manhattan", 2), ("chebyshev", 2)]:
    for weights in ("uniform", "distance"):
        for k in (1, 5, 12):
            model = KNeighborsClassifier(n_neighbors=k, weights=weights, metric=metric, p=p, algorithm="brute").fit(X[train], y[train])
            cases.append({"params": {"nNeighbors": k, "weights": weights, "metric": metric, "p": p}, "labels": model.predict(X[test]).tolist(), "proba": np.round(model.predict_proba(X[test])[::4], 12).ravel().tolist()})
out = {"train": X[train].ravel().tolist(), "yTrain": y[train].tolist(), "test": X[test].ravel().tolist(), "cases": cases}
Path(__file__).with_name("reference.json").write_text(json.dumps(out))
