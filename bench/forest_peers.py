"""Seconds and AUC of scikit-learn's forests: forest_peers.py FOLDER ROWS TEST_ROWS COLUMNS THREADS TREES, one JSON object."""
import json
import sys
import time

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.metrics import roc_auc_score

folder, rows, held, columns, threads, trees = sys.argv[1], *map(int, sys.argv[2:7])
X = np.fromfile(f"{folder}/x", np.float32).reshape(rows + held, columns)
y = np.fromfile(f"{folder}/y", np.float32)
out = {}
for name, make in (("random forest", RandomForestClassifier), ("extra trees", ExtraTreesClassifier)):
    start = time.perf_counter()
    model = make(n_estimators=trees, n_jobs=threads, random_state=1).fit(X[:rows], y[:rows])
    fitted = time.perf_counter()
    score = model.predict_proba(X[rows:])[:, 1]
    out[name] = {"fit": fitted - start, "predict": time.perf_counter() - fitted, "auc": float(roc_auc_score(y[rows:], score))}
print(json.dumps(out))
