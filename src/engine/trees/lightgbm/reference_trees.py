"""Trees and predictions of LightGBM, one thread, for the reference of the models."""
import sys
from pathlib import Path

import lightgbm as lgb
import numpy as np

sys.path.append(str(Path(__file__).parents[1] / "boosting"))
from reference_sets import QUERIES, rounded  # noqa: E402


def flat(tree):
    """Preorder: [feature, threshold or left categories, default left, gain] or [leaf value]."""
    out = []

    def walk(node):
        if "split_index" not in node:
            out.append([float(node["leaf_value"])])
            return
        question = {"left": sorted(int(c) for c in node["threshold"].split("||"))} if node["decision_type"] == "==" else float(node["threshold"])
        # Where a column had no missing cell, a missing one is taken for zero.
        missing = node["default_left"] if node["missing_type"] == "NaN" else node["missing_type"]
        out.append([node["split_feature"], question, missing if isinstance(missing, str) else int(missing), float(node["split_gain"])])
        walk(node["left_child"])
        walk(node["right_child"])

    walk(tree["tree_structure"])
    return out


def fitted(X, y, categories, params, rounds, weight=None, **more):
    # The library divides leaves whose gain is nothing but rounding; a least gain keeps the trees comparable.
    common = {"min_gain_to_split": 1e-6, "verbosity": -1, "num_threads": 1, "deterministic": True, "force_col_wise": True, "min_data_in_bin": 1, **params}
    group = QUERIES if "rank" in params.get("objective", "") else None
    data = lgb.Dataset(X, label=y, weight=weight, group=group, params=common, categorical_feature=[j for j in range(X.shape[1]) if categories and categories[j]], free_raw_data=False)
    return lgb.train(common, data, num_boost_round=rounds, **more)


def case(sets, name, params, weighted=False, rounds=4, long=30):
    X, y, categories = sets[name]
    weight = (1.0 + np.arange(len(y)) % 3) if weighted else None
    model = fitted(X, y, categories, params, rounds, weight)
    trees = [flat(tree) for tree in model.dump_model()["tree_info"]]
    longer = fitted(X, y, categories, params, long, weight)
    return rounded({"set": name, "params": {"min_gain_to_split": 1e-6, **params}, "weighted": weighted, "rounds": rounds, "long": long, "trees": trees, "predictions": longer.predict(X)[:40].ravel().tolist()}, 10)
