"""scikit-learn's KNeighborsRegressor on diabetes, every metric, weighting and several k."""
import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.neighbors import KNeighborsRegressor

data = load_diabetes()
# A little noise, so that no two distances are equal: how scikit-learn breaks ties is an accident of its heaps.
X = data.data[:300, [0, 2, 3, 4, 8]] * 20
X = np.round(X + 1e-3 * np.random.default_rng(0).normal(size=X.shape), 10)
y = data.target[:300]
train, test = np.arange(len(y)) % 4 != 0, np.arange(len(y)) % 4 == 0
cases = []
for metric, p in [("minkowski", 2), ("minkowski", 1.5), ("euclidean", 2), ("manhattan", 2), ("chebyshev", 2)]:
    for weights in ("uniform", "distance"):
        for k in (1, 5, 30):
            model = KNeighborsRegressor(n_neighbors=k, weights=weights, metric=metric, p=p, algorithm="brute").fit(X[train], y[train])
            cases.append({"params": {"nNeighbors": k, "weights": weights, "metric": metric, "p": p}, "predictions": np.round(model.predict(X[test]), 10).tolist()})
out = {"train": X[train].ravel().tolist(), "yTrain": y[train].tolist(), "test": X[test].ravel().tolist(), "cases": cases}
Path(__file__).with_name("reference.json").write_text(json.dumps(out))
