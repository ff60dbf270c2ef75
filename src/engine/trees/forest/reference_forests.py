"""What scikit-learn's forests score on held-out rows and out of the bag, over seeds: shared by the references of the forests."""
import json
import sys
import warnings
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_wine
from sklearn.metrics import log_loss, mean_squared_error

SEEDS = 8
TREES = 30
HOLES = 9  # every so manieth cell is missing where a case says so


def tables(classes):
    """Small real sets, rounded so that the file stays small."""
    if classes:
        cancer, wine = load_breast_cancer(), load_wine()
        return {"cancer": (cancer.data[:280, :8], cancer.target[:280]), "wine": (wine.data[:, [0, 1, 2, 4, 8, 10]], wine.target)}
    diabetes = load_diabetes(scaled=False)
    return {"diabetes": (diabetes.data[:260, [0, 2, 3, 4, 8, 9]], diabetes.target[:260])}


def write(make, classes, settings):
    """settings: (our parameters, scikit-learn's keywords, missing). Writes reference.json beside the script that runs."""
    warnings.simplefilter("ignore")
    sets, cases = {}, []
    for name, (X, y) in tables(classes).items():
        X = np.array([[float(f"{v:.5g}") for v in row] for row in X])
        test = np.arange(len(y)) % 3 == 0
        sets[name] = {"X": X.ravel().tolist(), "y": y.tolist(), "classes": [str(k) for k in range(int(y.max()) + 1)] if classes else []}
        for ours, theirs, missing in settings:
            seen = X.copy()
            if missing:
                seen.ravel()[::HOLES] = np.nan
            scores, left, importance, leaves = [], [], [], []
            for seed in range(SEEDS):
                model = make(n_estimators=TREES, random_state=seed, **theirs).fit(seen[~test], y[~test])
                if classes:
                    p = np.clip(model.predict_proba(seen[test]), 1e-2, 1)
                    scores.append(log_loss(y[test], p / p.sum(axis=1, keepdims=True), labels=model.classes_))
                else:
                    scores.append(mean_squared_error(y[test], model.predict(seen[test])))
                left.append(getattr(model, "oob_score_", None))
                importance.append(model.feature_importances_)
                leaves.append(np.mean([tree.get_n_leaves() for tree in model.estimators_]))
            spread = lambda values: {"mean": float(np.mean(values)), "sd": float(np.std(values, ddof=1))}
            cases.append({"set": name, "params": {**ours, "nEstimators": TREES}, "missing": missing, "score": spread(scores), "outOfBag": None if left[0] is None else spread(left),
                          "leaves": spread(leaves), "importance": np.round(np.mean(importance, axis=0), 5).tolist()})
    Path(sys.argv[0]).resolve().with_name("reference.json").write_text(json.dumps({"holes": HOLES, "sets": sets, "cases": cases}))


LIMITS = [({}, {}, False), ({"maxDepth": 4}, {"max_depth": 4}, False), ({"minSamplesLeaf": 6}, {"min_samples_leaf": 6}, False), ({"minSamplesSplit": 20}, {"min_samples_split": 20}, False),
          ({"minWeightFractionLeaf": 0.06}, {"min_weight_fraction_leaf": 0.06}, False), ({"maxLeafNodes": 7}, {"max_leaf_nodes": 7}, False),
          ({"maxFeatures": "log2"}, {"max_features": "log2"}, False), ({"maxFeatures": "count", "maxFeaturesCount": 1}, {"max_features": 1}, False), ({"maxFeatures": "fraction", "maxFeaturesFraction": 0.5}, {"max_features": 0.5}, False),
          ({}, {}, True)]
OF_CLASSES = [({"criterion": "entropy"}, {"criterion": "entropy"}, False), ({"classWeight": "balanced", "maxDepth": 3}, {"class_weight": "balanced", "max_depth": 3}, False),
              ({"classWeight": "balanced_subsample", "maxDepth": 3}, {"class_weight": "balanced_subsample", "max_depth": 3}, False), ({"ccpAlpha": 0.01}, {"ccp_alpha": 0.01}, False), ({"minImpurityDecrease": 0.01}, {"min_impurity_decrease": 0.01}, False)]
OF_VALUES = [({"criterion": "absolute_error", "minSamplesLeaf": 5}, {"criterion": "absolute_error", "min_samples_leaf": 5}, False), ({"criterion": "poisson", "minSamplesLeaf": 3}, {"criterion": "poisson", "min_samples_leaf": 3}, False),
             ({"ccpAlpha": 60.0}, {"ccp_alpha": 60.0}, False), ({"minImpurityDecrease": 30.0}, {"min_impurity_decrease": 30.0}, False)]
DRAWN = [({"bootstrap": True, "oobScore": True}, {"bootstrap": True, "oob_score": True}, False), ({"bootstrap": True, "maxSamples": 0.4}, {"bootstrap": True, "max_samples": 0.4}, False), ({"bootstrap": True, "maxSamples": 50}, {"bootstrap": True, "max_samples": 50}, False),
         ({"bootstrap": False}, {"bootstrap": False}, False)]
