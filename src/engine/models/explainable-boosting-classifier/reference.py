"""
InterpretML's ExplainableBoostingClassifier on breast cancer (two classes) and wine (three), every fourth row held out.

The rows a bag holds out and the smoothing cuts are drawn by lot, and other random numbers give other models: log losses of
five seeds bound what counts as equal. The mean over the seeds of each row's log-odds says what the shapes add up to.
"""
import json
import warnings
from pathlib import Path

import numpy as np
from interpret.glassbox import ExplainableBoostingClassifier
from sklearn.datasets import load_breast_cancer, load_wine
from sklearn.metrics import log_loss

warnings.filterwarnings("ignore")
SNAKE = {"outerBags": "outer_bags", "interactions": "interactions", "maxLeaves": "max_leaves", "maxInteractionBins": "max_interaction_bins"}
cases = []
for name, load, columns, params in (
    ("cancer", load_breast_cancer, 8, {"outerBags": 4, "interactions": "0"}),
    ("cancer, pairs", load_breast_cancer, 6, {"outerBags": 3, "interactions": "2", "maxInteractionBins": 32}),
    ("cancer, three leaves", load_breast_cancer, 8, {"outerBags": 4, "interactions": "0", "maxLeaves": 3}),
    ("wine", load_wine, 6, {"outerBags": 4, "interactions": "0"}),
):
    data = load()
    X, y = data.data[:, :columns], data.target
    X = np.array([[float(f"{v:.6g}") for v in row] for row in X])
    test = np.arange(len(y)) % 4 == 0
    keywords = {SNAKE[k]: int(v) if k == "interactions" else v for k, v in params.items()}
    proba = []
    for seed in range(5):
        model = ExplainableBoostingClassifier(random_state=seed, n_jobs=1, **keywords).fit(X[~test], y[~test])
        proba.append(model.predict_proba(X[test]))
    losses = [float(log_loss(y[test], p)) for p in proba]
    mean = np.mean(np.log(np.clip(proba, 1e-12, None)), axis=0)
    cases.append({"name": name, "columns": list(map(str, data.feature_names[:columns])), "params": params, "X": X.ravel().tolist(), "y": y.tolist(), "classes": [str(c) for c in data.target_names],
                  "losses": losses, "logProba": [float(f"{v:.5g}") for v in mean.ravel()]})
Path(__file__).with_name("reference.json").write_text(json.dumps({"cases": cases}))
