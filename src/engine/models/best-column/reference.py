"""The column and direction with the highest mean of scikit-learn's ndcg_score over queries. Writes reference.json."""
import json

import numpy as np
from sklearn.metrics import ndcg_score

rng = np.random.default_rng(11)
cases = []
for rows, queries, columns in [(80, 6, 4), (150, 20, 3), (40, 1, 5)]:
    groups = rng.permutation(np.arange(rows) % queries)
    y = rng.integers(0, 4, rows)
    X = np.round(rng.normal(size=(rows, columns)) * 2, 1)  # with ties
    X[:, 1] = np.round(-y + rng.normal(size=rows), 1)
    for k in (3, 5, None):
        scores = {}
        for j in range(columns):
            for sign in (1, -1):
                scores[(j, sign)] = float(np.mean([ndcg_score([y[groups == q]], [sign * X[groups == q, j]], k=k) for q in range(queries)]))
        (at, sign), ndcg = max(scores.items(), key=lambda item: item[1])
        cases.append({"X": X.ravel().tolist(), "columns": columns, "y": y.tolist(), "groups": groups.tolist(), "k": k, "at": at, "sign": sign, "ndcg": ndcg})
with open("reference.json", "w", encoding="utf-8") as file:
    json.dump({"cases": cases}, file)
