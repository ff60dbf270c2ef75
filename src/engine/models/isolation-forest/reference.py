"""IsolationForest of scikit-learn over seeds: benign tumours with a few malignant ones among them. Writes reference.json."""
import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

SEEDS = 12
HOLES = 9  # every so manieth cell is missing where a case says so
data = load_breast_cancer()
rows = np.sort(np.concatenate([np.flatnonzero(data.target == 1)[:300], np.flatnonzero(data.target == 0)[:24]]))
X = np.array([[float(f"{v:.5g}") for v in row] for row in data.data[rows, :8]])
odd = (data.target[rows] == 0).astype(int)
settings = [({}, {}, False), ({"maxSamples": 64}, {"max_samples": 64}, False), ({"maxSamples": 0.5}, {"max_samples": 0.5}, False), ({"maxFeatures": 0.5}, {"max_features": 0.5}, False),
            ({"bootstrap": True}, {"bootstrap": True}, False), ({"contamination": 0.1}, {"contamination": 0.1}, False), ({}, {}, True)]
cases = []
for ours, theirs, missing in settings:
    seen = X.copy()
    if missing:
        seen.ravel()[::HOLES] = np.nan
    models = [IsolationForest(random_state=s, **theirs).fit(seen) for s in range(SEEDS)]
    scores = np.array([-m.score_samples(seen) for m in models])
    areas = [roc_auc_score(odd, s) for s in scores]
    offsets = [-m.offset_ for m in models]
    cases.append({"params": ours, "missing": missing, "scores": np.round(scores.mean(axis=0), 5).tolist(), "sd": float(scores.std(axis=0, ddof=1).mean()),
                  "auc": {"mean": float(np.mean(areas)), "sd": float(np.std(areas, ddof=1))}, "threshold": {"mean": float(np.mean(offsets)), "sd": float(np.std(offsets, ddof=1))}})
Path(__file__).with_name("reference.json").write_text(json.dumps({"holes": HOLES, "X": X.ravel().tolist(), "odd": odd.tolist(), "cases": cases}))
