"""Proximities, the map made of them and Breiman's outlier scores for a forest of scikit-learn, by its `apply`: reference.json beside this file."""
import json
import pathlib

import numpy as np
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.ensemble._forest import _generate_sample_indices

X, y = load_iris(return_X_y=True)
X, y = X[::2], y[::2]
n = len(y)
forest = RandomForestClassifier(25, max_depth=3, random_state=4).fit(X, y)
leaves = forest.apply(X)
drew = np.zeros(leaves.shape, dtype=int)
for t, tree in enumerate(forest.estimators_):
    drew[np.unique(_generate_sample_indices(tree.random_state, n, n, None)), t] = 1

together = leaves[:, None, :] == leaves[None, :, :]
near = together.mean(axis=2)
left = (drew[:, None, :] + drew[None, :, :]) == 0
out_of_bag = np.where(left.any(axis=2), (together & left).sum(axis=2) / np.maximum(left.sum(axis=2), 1), 0.0)
np.fill_diagonal(out_of_bag, 1)

# Squared distances 1 - proximity, centred from both sides; the two directions of most of it.
centre = np.eye(n) - 1 / n
values, vectors = np.linalg.eigh(centre @ near @ centre / 2)
values, vectors = values[::-1], vectors[:, ::-1]
points = vectors[:, :2] * np.sqrt(values[:2])
points *= np.sign(points[np.abs(points).argmax(axis=0), [0, 1]])


def outliers(near, classes):
    scores = np.zeros(n)
    for k in np.unique(classes):
        own = classes == k
        raw = n / (near[np.ix_(own, own)] ** 2).sum(axis=1)
        middle = np.median(raw)
        scores[own] = (raw - middle) / np.abs(raw - middle).mean()
    return scores


pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({
    "rows": n, "trees": leaves.shape[1], "leaves": leaves.ravel().tolist(), "drew": drew.ravel().tolist(), "y": y.tolist(),
    "near": near[:, :8].ravel().tolist(), "outOfBag": out_of_bag[:, :8].ravel().tolist(),
    "points": points.ravel().tolist(), "shown": (values[:2] / values.sum()).tolist(), "outliers": outliers(near, y).tolist(), "together": outliers(near, np.zeros(n)).tolist(),
}, separators=(",", ":")))
