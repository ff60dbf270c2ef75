"""Trees and predictions of XGBoost's histogram method, one thread, for the reference of the models."""
import json
import sys
from pathlib import Path

import numpy as np
import xgboost as xgb

sys.path.append(str(Path(__file__).parents[1] / "boosting"))
from reference_sets import QUERIES, rounded  # noqa: E402


def flat(tree):
    """Preorder: [feature, condition or left categories, default left, gain] or [leaf value]."""
    categories = {}
    for node, begin, size in zip(tree["categories_nodes"], tree["categories_segments"], tree["categories_sizes"]):
        categories[node] = tree["categories"][begin:begin + size]
    out = []

    def walk(node):
        left, right = tree["left_children"][node], tree["right_children"][node]
        if left < 0:
            out.append([float(tree["split_conditions"][node])])
            return
        # Categories in the file go right.
        question = {"right": categories[node]} if node in categories else float(tree["split_conditions"][node])
        out.append([tree["split_indices"][node], question, int(tree["default_left"][node]), float(tree["loss_changes"][node])])
        walk(left)
        walk(right)

    walk(0)
    return out


def fitted(X, y, categories, params, rounds, weight=None, evals=None, **more):
    types = ["c" if categories and categories[j] else "q" for j in range(X.shape[1])]
    data = xgb.DMatrix(X, label=y, weight=weight, feature_types=types, enable_categorical=True)
    if params.get("objective", "").startswith("rank"):
        data.set_group(QUERIES)
    return xgb.train({"tree_method": "hist", "nthread": 1, **params}, data, num_boost_round=rounds, **more), data


def case(sets, name, params, weighted=False, rounds=4, long=30):
    X, y, categories = sets[name]
    weight = (1.0 + np.arange(len(y)) % 3) if weighted else None
    model, data = fitted(X, y, categories, params, rounds, weight)
    document = json.loads(model.save_raw("json"))
    trees = [flat(tree) for tree in document["learner"]["gradient_booster"]["model"]["trees"]]
    longer, data = fitted(X, y, categories, params, long, weight)
    predictions = longer.predict(data)[:40].ravel().tolist()
    return rounded({"set": name, "params": params, "weighted": weighted, "rounds": rounds, "long": long, "trees": trees, "predictions": predictions}, 8)
