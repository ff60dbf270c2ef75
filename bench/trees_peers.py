"""Seconds and training loss of the native libraries: trees_peers.py FOLDER ROWS COLUMNS THREADS depth|leaf TREES ROUNDS, one JSON object."""
import json
import os
import statistics
import sys
import time

folder, rows, columns, threads, policy, trees, rounds = sys.argv[1], *map(int, sys.argv[2:5]), sys.argv[5], *map(int, sys.argv[6:8])
os.environ["OMP_NUM_THREADS"] = str(threads)
import lightgbm as lgb
import numpy as np
import xgboost as xgb

X = np.fromfile(f"{folder}/x", np.float32).reshape(rows, columns)
y = np.fromfile(f"{folder}/y", np.float32)


def loss(score):
    return float(np.mean(np.log1p(np.exp(np.where(y == 1, -score, score)))))


def with_xgboost():
    params = {"objective": "binary:logistic", "tree_method": "hist", "max_bin": 255, "eta": 0.1, "nthread": threads, "base_score": 0.5,
              **({"max_depth": 6} if policy == "depth" else {"grow_policy": "lossguide", "max_leaves": 31, "max_depth": 0})}
    start = time.perf_counter()
    model = xgb.train(params, xgb.QuantileDMatrix(X, label=y, max_bin=255, nthread=threads), trees)
    return time.perf_counter() - start, lambda: model.inplace_predict(X, predict_type="margin")


def with_lightgbm():
    params = {"objective": "binary", "learning_rate": 0.1, "num_threads": threads, "verbose": -1, "max_bin": 255, "min_sum_hessian_in_leaf": 1, "min_data_in_leaf": 1,
              "lambda_l2": 1, "feature_pre_filter": False, "boost_from_average": False, **({"num_leaves": 64, "max_depth": 6} if policy == "depth" else {"num_leaves": 31})}
    start = time.perf_counter()
    model = lgb.train(params, lgb.Dataset(X, label=y, params=params), trees)
    return time.perf_counter() - start, lambda: model.predict(X, raw_score=True, num_threads=threads)


out = {}
for name, run in (("XGBoost", with_xgboost), ("LightGBM", with_lightgbm)):
    runs = [run() for _ in range(rounds + 1)]
    predict = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        score = runs[0][1]()
        predict.append(time.perf_counter() - start)
    out[name] = {"seconds": statistics.median(seconds for seconds, _ in runs[1:]), "predict": statistics.median(predict[1:]), "loss": loss(score)}
print(json.dumps(out))
