"""Single trees that XGBoost and LightGBM grow from given gradients and hessians, under many settings: reference.json beside this file."""
import json
import os
import sys

os.environ["OMP_NUM_THREADS"] = "1"
import lightgbm as lgb
import numpy as np
import pandas as pd
import xgboost as xgb

rng = np.random.default_rng(5)
N = 700
CATEGORIES = [f"k{c}" for c in range(14)]
X = np.column_stack([
    rng.normal(size=N).astype(np.float32).round(4),
    rng.integers(-3, 4, N),
    np.exp(rng.normal(size=N)).astype(np.float32).round(3),
    np.where(rng.random(N) < 0.15, np.nan, rng.normal(size=N).astype(np.float32).round(2)),
    np.where(rng.random(N) < 0.05, np.nan, rng.choice(14, N, p=np.arange(1, 15) / 105)),
    np.where(rng.random(N) < 0.1, np.nan, rng.integers(0, 3, N)),
]).astype(np.float64)
COLUMNS = ["a", "b", "c", "d", "kind", "few"]
target = np.sin(2 * X[:, 0]) + 0.3 * X[:, 1] - 0.5 * np.log(X[:, 2]) + np.nan_to_num(X[:, 3], nan=0.8) * 0.4 + np.cos(1.7 * np.nan_to_num(X[:, 4], nan=3)) + (X[:, 5] == 1) * 0.6
target = target + rng.normal(size=N) * 0.3
p = 1 / (1 + np.exp(-target * 0.7))
squared = (-target, np.ones(N))
logistic = (p - (rng.random(N) < 0.5), p * (1 - p))
GRADIENTS = {name: [np.float32(v).astype(float).tolist() for v in pair] for name, pair in {"squared": squared, "logistic": logistic}.items()}

frame = pd.DataFrame(X, columns=COLUMNS)
for name, categories in (("kind", range(14)), ("few", range(3))):
    frame[name] = pd.Categorical(frame[name], categories=list(categories))


def columns(case):
    return [c for c in COLUMNS if case.get("categories") or c not in ("kind", "few")]


def xgboost_tree(case):
    g, h = GRADIENTS[case["gradients"]]
    data = frame[columns(case)]
    d = xgb.DMatrix(data, label=np.zeros(N), enable_categorical=True, nthread=1)
    params = {"tree_method": "hist", "eta": 1, "base_score": 0, "nthread": 1, "max_bin": case.get("maxBin", 255), **case.get("params", {})}
    b = xgb.train(params, d, 1, obj=lambda _, __: (np.array(g), np.array(h)))
    t = json.loads(b.save_raw("json").decode())["learner"]["gradient_booster"]["model"]["trees"][0]
    cats = {n: t["categories"][s:s + c] for n, s, c in zip(t["categories_nodes"], t["categories_segments"], t["categories_sizes"])}

    def node(i):
        if t["left_children"][i] < 0:
            return {"value": t["split_conditions"][i], "cover": t["sum_hessian"][i]}
        split = {"right": sorted(cats[i])} if t["split_type"][i] else {"below": t["split_conditions"][i]}
        return {"feature": t["split_indices"][i], **split, "missingLeft": t["default_left"][i], "gain": t["loss_changes"][i], "cover": t["sum_hessian"][i],
                "children": [node(t["left_children"][i]), node(t["right_children"][i])]}

    return node(0)


def lightgbm_tree(case):
    g, h = GRADIENTS[case["gradients"]]
    data = frame[columns(case)]
    params = {"learning_rate": 1, "num_threads": 1, "verbose": -1, "deterministic": True, "boost_from_average": False, "force_row_wise": True, "objective": lambda *_: (np.array(g), np.array(h)), **case.get("params", {})}
    d = lgb.Dataset(data, label=np.zeros(N), free_raw_data=False, params={"max_bin": case.get("maxBin", 255), "verbose": -1, "num_threads": 1})
    b = lgb.train(params, d, 1)
    names = columns(case)

    def node(s):
        if "leaf_value" in s:
            return {"value": s["leaf_value"], "cover": s.get("leaf_weight", 0), "count": s.get("leaf_count", N)}
        is_cat = s["decision_type"] == "=="
        split = {"left": sorted(int(v) for v in s["threshold"].split("||"))} if is_cat else {"atMost": s["threshold"]}
        return {"feature": s["split_feature"], **split, "missingLeft": int(s["default_left"]), "missing": s["missing_type"], "gain": s["split_gain"], "count": s["internal_count"],
                "children": [node(s["left_child"]), node(s["right_child"])]}

    assert b.feature_name() == names
    return node(b.dump_model()["tree_info"][0]["tree_structure"])


CASES = [
    {"name": "xgboost, squared", "gradients": "squared"},
    {"name": "xgboost, logistic", "gradients": "logistic", "params": {"min_child_weight": 2}},
    {"name": "xgboost, few bins", "gradients": "logistic", "maxBin": 90},
    {"name": "xgboost, L1, gamma", "gradients": "squared", "params": {"alpha": 3, "gamma": 2.5, "lambda": 0.5}},
    {"name": "xgboost, limited steps", "gradients": "logistic", "params": {"max_delta_step": 0.3, "lambda": 0}},
    {"name": "xgboost, monotone", "gradients": "squared", "params": {"monotone_constraints": "(1,-1,1,0)"}},
    {"name": "xgboost, interactions", "gradients": "squared", "params": {"interaction_constraints": [["a", "b"], ["c", "d"]]}},
    {"name": "xgboost, loss guide", "gradients": "squared", "params": {"grow_policy": "lossguide", "max_leaves": 20, "max_depth": 0}},
    {"name": "xgboost, depth-wise with leaves", "gradients": "squared", "params": {"max_leaves": 11}},
    {"name": "xgboost, categories", "gradients": "squared", "categories": True, "params": {"max_cat_to_onehot": 4, "max_depth": 4}},
    {"name": "xgboost, one against the rest", "gradients": "logistic", "categories": True, "params": {"max_cat_to_onehot": 100, "max_depth": 4}},
    {"name": "xgboost, categories of little weight", "gradients": "logistic", "categories": True, "params": {"min_child_weight": 5, "max_depth": 4}},
    {"name": "xgboost, categories under L1", "gradients": "squared", "categories": True, "params": {"alpha": 4, "max_delta_step": 0.5, "max_depth": 4}},
    {"name": "lightgbm, squared", "gradients": "squared"},
    {"name": "lightgbm, logistic", "gradients": "logistic", "params": {"min_data_in_leaf": 5, "lambda_l2": 1}},
    {"name": "lightgbm, few bins", "gradients": "logistic", "maxBin": 16},
    {"name": "lightgbm, L1, minGain", "gradients": "squared", "params": {"lambda_l1": 3, "min_gain_to_split": 2, "num_leaves": 15}},
    {"name": "lightgbm, limited steps", "gradients": "logistic", "params": {"max_delta_step": 0.3, "min_gain_to_split": 0.01}},
    {"name": "lightgbm, smoothing", "gradients": "squared", "params": {"path_smooth": 5}},
    {"name": "lightgbm, monotone", "gradients": "squared", "params": {"monotone_constraints": [1, -1, 1, 0]}},
    {"name": "lightgbm, interactions", "gradients": "squared", "params": {"interaction_constraints": [[0, 1], [2, 3]]}},
    {"name": "lightgbm, depth", "gradients": "squared", "params": {"max_depth": 3, "min_data_in_leaf": 1, "min_sum_hessian_in_leaf": 3}},
    {"name": "lightgbm, categories", "gradients": "squared", "categories": True, "params": {"min_data_per_group": 20, "cat_smooth": 5, "min_data_in_leaf": 10}},
    {"name": "lightgbm, one against the rest", "gradients": "squared", "categories": True, "params": {"max_cat_to_onehot": 30, "min_data_in_leaf": 5}},
]

out = {
    "columns": COLUMNS, "categories": [None, None, None, None, CATEGORIES, ["x", "y", "z"]],
    "x": [None if np.isnan(v) else v for v in X.ravel()], "gradients": GRADIENTS,
    "cases": [{**case, "tree": (xgboost_tree if case["name"].startswith("xgboost") else lightgbm_tree)(case)} for case in CASES],
}


with open(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "reference.json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
