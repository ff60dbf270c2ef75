"""
Fits with the native libraries: trees_peers.py FOLDER ROWS HELD COLUMNS THREADS TREES. Every line read is the name of a library; the
line answered has the seconds and CPU seconds of fitting, the seconds of predicting the rows held out and their logistic loss,
or null where the library is not there. Learning rate 0.1, everything else at the library's defaults.
"""
import json
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")
folder, rows, held, columns, threads, trees = sys.argv[1], *map(int, sys.argv[2:7])
X = np.fromfile(f"{folder}/x", np.float32).reshape(rows + held, columns)
y = np.fromfile(f"{folder}/y", np.float32)
X, test, y, truth = X[:rows], X[rows:], y[:rows], y[rows:]


def xgboost():
    import xgboost as xgb
    params = {"objective": "binary:logistic", "tree_method": "hist", "eta": 0.1, "nthread": threads}
    return lambda: xgb.train(params, xgb.QuantileDMatrix(X, label=y, nthread=threads), trees), lambda model: model.inplace_predict(test)


def lightgbm():
    import lightgbm as lgb
    params = {"objective": "binary", "learning_rate": 0.1, "num_threads": threads, "verbose": -1}
    return lambda: lgb.train(params, lgb.Dataset(X, label=y, params=params), trees), lambda model: model.predict(test, num_threads=threads)


def catboost():
    import catboost as cat
    make = lambda: cat.CatBoostClassifier(iterations=trees, learning_rate=0.1, thread_count=threads, verbose=False, allow_writing_files=False)
    return lambda: make().fit(X, y), lambda model: model.predict_proba(test, thread_count=threads)[:, 1]


def sklearn():
    from sklearn.ensemble import HistGradientBoostingClassifier
    make = lambda: HistGradientBoostingClassifier(max_iter=trees, learning_rate=0.1, early_stopping=False)
    return lambda: make().fit(X, y), lambda model: model.predict_proba(test)[:, 1]


LIBRARIES = {"XGBoost": xgboost, "LightGBM": lightgbm, "CatBoost": catboost, "scikit-learn": sklearn}


def answer(name):
    try:
        fit, predict = LIBRARIES[name]()
    except ImportError:
        return None
    cpu, start = time.process_time(), time.perf_counter()
    model = fit()
    fitted, worked = time.perf_counter(), time.process_time()
    said = np.clip(np.asarray(predict(model), np.float64), 1e-15, 1 - 1e-15)
    predicted = time.perf_counter() - fitted
    return {"seconds": fitted - start, "cpu": worked - cpu, "predict": predicted, "loss": float(-np.mean(np.log(np.where(truth == 1, said, 1 - said))))}


for line in sys.stdin:
    print(json.dumps(answer(line.strip())), flush=True)
