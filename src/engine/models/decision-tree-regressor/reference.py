"""
scikit-learn's DecisionTreeRegressor on diabetes, under many settings.

Where two splits are equally good scikit-learn takes one by lot (random_state). Each setting is therefore grown with 25
seeds, and a row's prediction is kept only where all of them agree (null elsewhere), with the number of leaves they had.
"""
import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.tree import DecisionTreeRegressor

SNAKE = {"maxDepth": "max_depth", "minSamplesSplit": "min_samples_split", "minSamplesLeaf": "min_samples_leaf", "minWeightFractionLeaf": "min_weight_fraction_leaf", "maxLeafNodes": "max_leaf_nodes", "minImpurityDecrease": "min_impurity_decrease", "ccpAlpha": "ccp_alpha", "criterion": "criterion"}
HOLES = 7  # every so manieth cell is missing where a case says so
data = load_diabetes(scaled=False)
rng = np.random.default_rng(1)
X = data.data[:240, [0, 2, 3, 4, 8]] * (1 + 1e-3 * rng.normal(size=(240, 5)))
X = np.array([[float(f"{v:.7g}") for v in row] for row in X])
y = data.target[:240]
test = np.arange(len(y)) % 4 == 0
weight = 1.0 + np.arange(len(y)) % 3
cases = []
settings = [{}, {"maxDepth": 1}, {"maxDepth": 4}, {"minSamplesSplit": 20}, {"minSamplesLeaf": 9}, {"minWeightFractionLeaf": 0.07}, {"maxLeafNodes": 6}, {"minImpurityDecrease": 30.0}, {"ccpAlpha": 60.0}]
settings += [{"criterion": c, **more} for c in ("friedman_mse", "absolute_error", "poisson") for more in ({"maxDepth": 4}, {"minSamplesLeaf": 7}, {"maxLeafNodes": 9})]
import warnings
warnings.simplefilter("ignore")
full = [(params, weights, False) for params in settings for weights in (None, weight[~test])]
holed = [(params, None, True) for params in ({}, {"maxDepth": 4}, {"criterion": "absolute_error", "minSamplesLeaf": 5}, {"criterion": "poisson", "maxDepth": 4}, {"maxLeafNodes": 9})]
bound = [({"monotonicCst": [0, 1, -1, 0, 1], **more}, None, False) for more in ({"maxDepth": 5}, {"maxLeafNodes": 9}, {"criterion": "poisson", "maxDepth": 4})]
for params, weights, missing in full + holed + bound:
    keywords = {"monotonic_cst" if k == "monotonicCst" else SNAKE[k]: v for k, v in params.items()}
    seen = X.copy()
    if missing:
        seen.ravel()[::HOLES] = np.nan
    runs = [DecisionTreeRegressor(**keywords, random_state=s).fit(seen[~test], y[~test], sample_weight=weights) for s in range(25)]
    predictions = np.stack([m.predict(seen[test]) for m in runs])
    agree = np.ptp(predictions, axis=0) < 1e-9
    cases.append({"params": params, "weighted": weights is not None, "missing": missing, "leaves": sorted({int(m.get_n_leaves()) for m in runs}), "root": float(runs[0].tree_.impurity[0]), "threshold": float(runs[0].tree_.threshold[0]),
                  "agree": int(agree.sum()), "predictions": [float(v) if a else None for v, a in zip(predictions[0], agree)]})
Path(__file__).with_name("reference.json").write_text(json.dumps({"holes": HOLES, "X": X.ravel().tolist(), "y": y.tolist(), "weight": weight.tolist(), "cases": cases}))
