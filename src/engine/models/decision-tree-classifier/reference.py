"""
scikit-learn's DecisionTreeClassifier on breast cancer, under many settings.

Where two splits are equally good scikit-learn takes one by lot (random_state). Each setting is therefore grown with 25
seeds, and a row's probability is kept only where all of them agree (null elsewhere), with the number of leaves they had.
"""
import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_wine
from sklearn.tree import DecisionTreeClassifier

SNAKE = {"maxDepth": "max_depth", "minSamplesSplit": "min_samples_split", "minSamplesLeaf": "min_samples_leaf", "minWeightFractionLeaf": "min_weight_fraction_leaf", "maxLeafNodes": "max_leaf_nodes", "minImpurityDecrease": "min_impurity_decrease", "ccpAlpha": "ccp_alpha", "classWeight": "class_weight", "criterion": "criterion"}
HOLES = 7  # every so manieth cell is missing where a case says so
sets, cases = {}, []
for name, load, width in (("cancer", load_breast_cancer, 8), ("wine", load_wine, 6)):
    data = load()
    # A little noise breaks most ties; float32 is what scikit-learn's trees see.
    X = data.data[:260, :width] * (1 + 1e-3 * np.random.default_rng(1).normal(size=data.data[:260, :width].shape))
    X = np.array([[float(f"{v:.7g}") for v in row] for row in X])
    y = data.target[:260]
    test = np.arange(len(y)) % 4 == 0
    weight = 1.0 + np.arange(len(y)) % 3
    sets[name] = {"X": X.ravel().tolist(), "y": y.tolist(), "weight": weight.tolist(), "classes": [str(k) for k in range(y.max() + 1)]}
    settings = [{}, {"maxDepth": 1}, {"maxDepth": 3}, {"criterion": "entropy"}, {"criterion": "log_loss", "maxDepth": 4}, {"minSamplesSplit": 20}, {"minSamplesLeaf": 9},
                {"minWeightFractionLeaf": 0.07}, {"maxLeafNodes": 6}, {"minImpurityDecrease": 0.01}, {"ccpAlpha": 0.01}, {"ccpAlpha": 0.03, "criterion": "entropy"}, {"classWeight": "balanced", "maxDepth": 4}]
    full = [(params, weights, False) for params in settings for weights in (None, weight[~test])]
    holed = [(params, None, True) for params in ({}, {"maxDepth": 4}, {"criterion": "entropy", "minSamplesLeaf": 5}, {"maxLeafNodes": 9})]
    bound = [({"monotonicCst": [0, 1, 0, -1, 0, 0, 1, 0], **more}, None, False) for more in ({"maxDepth": 5}, {"maxLeafNodes": 9})] if name == "cancer" else []
    for params, weights, missing in full + holed + bound:
        keywords = {"monotonic_cst" if k == "monotonicCst" else SNAKE[k]: v for k, v in params.items()}
        seen = X.copy()
        if missing:
            seen.ravel()[::HOLES] = np.nan
        runs = [DecisionTreeClassifier(**keywords, random_state=s).fit(seen[~test], y[~test], sample_weight=weights) for s in range(25)]
        proba = np.stack([m.predict_proba(seen[test])[:, 1] for m in runs])
        agree = np.ptp(proba, axis=0) < 1e-12
        leaves = sorted({int(m.get_n_leaves()) for m in runs})
        impurity = [float(np.sum(m.tree_.impurity[m.tree_.children_left < 0] * m.tree_.weighted_n_node_samples[m.tree_.children_left < 0]) / m.tree_.weighted_n_node_samples[0]) for m in runs]
        cases.append({"set": name, "params": params, "weighted": weights is not None, "missing": missing, "leaves": leaves, "root": float(runs[0].tree_.impurity[0]), "threshold": float(runs[0].tree_.threshold[0]),
                      "impurity": [min(impurity), max(impurity)], "agree": int(agree.sum()), "proba": [float(v) if a else None for v, a in zip(proba[0], agree)]})
Path(__file__).with_name("reference.json").write_text(json.dumps({"holes": HOLES, "sets": sets, "cases": cases}))
