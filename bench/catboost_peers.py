"""CPU seconds and training loss of CatBoost: catboost_peers.py FOLDER ROWS COLUMNS CATEGORIES TREES THREADS ROUNDS, one JSON object."""
import json
import statistics
import sys
import time

folder, rows, columns, categories, trees, threads, rounds = sys.argv[1], *map(int, sys.argv[2:8])
import catboost
import numpy as np
import pandas as pd

X = np.fromfile(f"{folder}/x").reshape(rows, columns)
y = np.fromfile(f"{folder}/y")
# The first columns hold codes of categories.
table = pd.DataFrame({f"c{j}": X[:, j].astype(int).astype(str) if j < categories else X[:, j].astype(np.float32) for j in range(columns)})
runs = []
for _ in range(rounds + 1):
    cpu, wall = time.process_time(), time.perf_counter()
    model = catboost.CatBoostClassifier(iterations=trees, learning_rate=0.1, depth=6, thread_count=threads, verbose=0, allow_writing_files=False, random_seed=1)
    model.fit(catboost.Pool(table, y, cat_features=list(table.columns[:categories]), thread_count=threads))
    runs.append((time.process_time() - cpu) if threads == 1 else time.perf_counter() - wall)
p = model.predict_proba(table)[:, 1]
print(json.dumps({"seconds": statistics.median(runs[1:]), "loss": float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))}))
