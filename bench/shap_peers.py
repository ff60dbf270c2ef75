"""XGBoost's own explanations: python shap_peers.py FOLDER ROWS COLUMNS THREADS DEPTH EXPLAINED ROUNDS. Writes the model, prints seconds and values."""
import json
import sys
import time

import numpy as np
import xgboost as xgb

folder, rows, columns, threads, depth, explained, rounds = sys.argv[1], *map(int, sys.argv[2:])
X = np.fromfile(f"{folder}/x", dtype=np.float32).reshape(rows, columns)
y = np.fromfile(f"{folder}/y", dtype=np.float32)
names = [f"x{j}" for j in range(columns)]
booster = xgb.train({"objective": "binary:logistic", "max_depth": depth, "eta": 0.1, "nthread": 2}, xgb.DMatrix(X, y, feature_names=names), 100)
booster.save_model(f"{folder}/model.json")
booster.set_param({"nthread": threads})


def seconds(n, **what):
    some = xgb.DMatrix(X[:n], feature_names=names, nthread=threads)
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        booster.predict(some, **what)
        taken.append(time.perf_counter() - start)
    return float(np.median(taken)) / n


values = booster.predict(xgb.DMatrix(X[:50], feature_names=names), pred_contribs=True)
print(json.dumps({
    "contribs": seconds(explained, pred_contribs=True),
    "interactions": seconds(max(1, explained // 100), pred_interactions=True),
    "values": values.astype(float).tolist(),
}))
