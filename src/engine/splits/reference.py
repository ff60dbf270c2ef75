"""Unshuffled folds as scikit-learn makes them, and the class counts of its stratified hold-out. Writes reference.json."""
import json
import warnings

import numpy as np
from sklearn.model_selection import GroupKFold, KFold, PredefinedSplit, StratifiedKFold, StratifiedShuffleSplit

warnings.filterwarnings("ignore")
rng = np.random.default_rng(3)


def fold_of(splitter, n, y=None):
    out = np.full(n, -1)
    for k, (_, test) in enumerate(splitter.split(np.zeros((n, 1)), y)):
        out[test] = k
    return out.tolist()


labels = [
    rng.integers(0, 3, 50),
    rng.choice(4, 83, p=[0.7, 0.2, 0.05, 0.05]),
    np.sort(rng.integers(0, 2, 31)),
    np.array([2, 2, 1, 0, 1, 0, 0, 2, 1, 1, 0, 2, 2, 2, 2]),
]
given = rng.integers(-1, 3, 40)
reference = {
    "kFold": [{"rows": n, "folds": k, "fold": fold_of(KFold(k), n)} for n, k in [(10, 3), (11, 5), (7, 7), (100, 4)]],
    "stratified": [
        {"y": y.tolist(), "folds": k, "fold": fold_of(StratifiedKFold(k), len(y), y)} for y in labels for k in (2, 3, 5)
    ],
    "holdout": [
        {
            "y": y.tolist(),
            "test": share,
            "counts": np.bincount(
                y[next(StratifiedShuffleSplit(1, test_size=share, random_state=0).split(y, y))[1]], minlength=4
            ).tolist(),
        }
        for y in labels
        for share in (0.2, 0.33)
    ],
    "given": {"folds": given.tolist(), "tests": [test.tolist() for _, test in PredefinedSplit(given).split()]},
}
# Sizes that differ, so that which group comes first is not left to chance.
for sizes, k in [([5, 1, 9, 3, 14, 2, 7], 3), ([20, 1, 2, 3, 4, 6], 2), ([8, 7, 6, 5, 4], 5)]:
    groups = rng.permutation(np.repeat(np.arange(len(sizes)), sizes))
    fold = np.full(len(groups), -1)
    for i, (_, test) in enumerate(GroupKFold(k).split(groups, groups=groups)):
        fold[test] = i
    reference.setdefault("groups", []).append({"groups": groups.tolist(), "folds": k, "fold": fold.tolist()})
with open("reference.json", "w", encoding="utf-8") as file:
    json.dump(reference, file)
