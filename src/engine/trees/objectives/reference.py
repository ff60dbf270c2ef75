"""
First and second derivatives, starts and metrics of XGBoost's and LightGBM's objectives.

Neither library shows derivatives. Each row gets a score of its own (base_margin, init_score) and a leaf of its own, which then
holds −g / (h + lambda): for lambda 0 and 1 that fixes both. Rows that share a leaf are left out (null).
"""
import json
import warnings
from pathlib import Path

import lightgbm as lgb
import numpy as np
import xgboost as xgb

warnings.filterwarnings("ignore")
rng = np.random.default_rng(4)
N, K = 30, 3
x = np.arange(N, dtype=float).reshape(-1, 1)
groups = np.repeat([0, 1, 2, 3], [9, 12, 1, 8])
sizes = [9, 12, 1, 8]
weight = np.round(0.5 + rng.random(N) * 2, 2)
query_weight = np.array([1.0, 2.5, 0.75, 1.5])
targets = {
    "real": np.round(rng.normal(2, 3, N), 3), "amount": np.round(rng.gamma(2, 1.5, N) + 0.05, 3), "claims": np.where(rng.random(N) < 0.4, 0, np.round(rng.gamma(2, 1.5, N), 3)),
    "count": rng.poisson(2.0, N).astype(float), "binary": (rng.random(N) < 0.4).astype(float), "class": rng.integers(0, K, N).astype(float), "grade": rng.integers(0, 4, N).astype(float),
}
scores = {"one": np.round(rng.normal(0.2, 0.9, N), 3), "many": np.round(rng.normal(0, 1, (N, K)), 3)}
scores["positive"] = np.abs(scores["one"]) + 0.1

XGB = [("reg:squarederror", "real", {}), ("reg:pseudohubererror", "real", {"huber_slope": 1.7}), ("reg:squaredlogerror", "amount", {}), ("count:poisson", "count", {"max_delta_step": 1.5}), ("reg:gamma", "amount", {}),
       ("reg:tweedie", "claims", {"tweedie_variance_power": 1.3}), ("binary:logistic", "binary", {}), ("binary:logistic", "binary", {"scale_pos_weight": 3}), ("multi:softprob", "class", {"num_class": K}),
       ("reg:absoluteerror", "real", {}), ("reg:quantileerror", "real", {"quantile_alpha": 0.3}),
       ("rank:ndcg", "grade", {}), ("rank:ndcg", "grade", {"lambdarank_num_pair_per_sample": 4}), ("rank:ndcg", "grade", {"ndcg_exp_gain": False, "lambdarank_score_normalization": False}),
       ("rank:ndcg", "grade", {"lambdarank_pair_method": "mean", "lambdarank_num_pair_per_sample": 2}), ("rank:map", "binary", {}), ("rank:pairwise", "grade", {"lambdarank_normalization": False}), ("rank:pairwise", "grade", {})]
LGB = [("regression", "real", {}), ("huber", "real", {"alpha": 0.8}), ("fair", "real", {"fair_c": 1.4}), ("poisson", "count", {}), ("gamma", "amount", {}), ("tweedie", "claims", {"tweedie_variance_power": 1.3}),
       ("binary", "binary", {}), ("binary", "binary", {"is_unbalance": True}), ("binary", "binary", {"scale_pos_weight": 3}), ("multiclass", "class", {"num_class": K}), ("multiclassova", "class", {"num_class": K}),
       ("regression_l1", "real", {}), ("quantile", "real", {"alpha": 0.3}), ("mape", "real", {}),
       ("lambdarank", "grade", {}), ("lambdarank", "grade", {"lambdarank_truncation_level": 3, "lambdarank_norm": False, "sigmoid": 2.0}), ("rank_xendcg", "grade", {"objective_seed": 5})]
METRICS_XGB = {"real": ["rmse", "mae", "mape", "mphe", "quantile"], "amount": ["rmsle", "gamma-nloglik", "gamma-deviance"], "count": ["poisson-nloglik"], "claims": ["tweedie-nloglik@1.3"],
               "binary": ["logloss", "error", "error@0.6", "auc", "aucpr"], "class": ["mlogloss", "merror", "auc"], "grade": ["ndcg", "ndcg@3"], "hits": ["map", "map@2", "pre@3"]}
METRICS_LGB = {"real": ["l1", "l2", "rmse", "quantile", "huber", "fair", "mape"], "amount": ["gamma", "gamma_deviance"], "count": ["poisson"], "claims": ["tweedie"], "binary": ["binary_logloss", "binary_error", "auc", "average_precision"],
               "class": ["multi_logloss", "multi_error"], "grade": ["ndcg", "map"]}
OBJECTIVE_XGB = {"real": "reg:squarederror", "amount": "reg:gamma", "count": "count:poisson", "claims": "reg:tweedie", "binary": "binary:logistic", "class": "multi:softprob", "grade": "rank:ndcg", "hits": "rank:map"}
OBJECTIVE_LGB = {"real": "regression", "amount": "gamma", "count": "poisson", "claims": "tweedie", "binary": "binary", "class": "multiclass", "grade": "lambdarank"}
METRIC_OPTIONS_XGB = {"huber_slope": 1.7, "quantile_alpha": 0.3, "tweedie_variance_power": 1.3}
METRIC_OPTIONS_LGB = {"alpha": 0.3, "fair_c": 1.4, "tweedie_variance_power": 1.3}


def label_of(name):
    return targets["binary" if name == "hits" else name]


def alone(leaves, values):
    counts = {leaf: int(np.sum(leaves == leaf)) for leaf in np.unique(leaves)}
    return [float(v) if counts[leaf] == 1 else None for leaf, v in zip(leaves, values)]


def xgb_case(objective, target, options, weighted):
    y, many = targets[target], objective.startswith("multi")
    ranking = objective.startswith("rank")
    # Near −1 the log error's sums are so large that the library's own subtractions lose a row's share.
    margin = scores["many" if many else "positive" if objective == "reg:squaredlogerror" else "one"]
    data = xgb.DMatrix(x, label=y, weight=(query_weight if ranking else weight) if weighted else None)
    if ranking:
        data.set_group(sizes)
    plain = {"objective": objective, "tree_method": "hist", "nthread": 1, **options}
    config = json.loads(xgb.train({**plain, "max_depth": 1}, data, num_boost_round=1).save_config())
    base = json.loads(config["learner"]["learner_model_param"]["base_score"]) if "[" in config["learner"]["learner_model_param"]["base_score"] else [float(config["learner"]["learner_model_param"]["base_score"])]
    data.set_base_margin(margin)
    out = []
    for lam in (0, 1):
        params = {**plain, "reg_lambda": lam, "min_child_weight": 0, "max_depth": 29, "learning_rate": 1, "base_score": 0.5}
        model = xgb.train(params, data, num_boost_round=1)
        leaves, raw = model.predict(data, pred_leaf=True).reshape(N, -1), model.predict(data, output_margin=True).reshape(N, -1)
        step = raw - margin.reshape(N, -1)
        out.append([v for k in range(step.shape[1]) for v in alone(leaves[:, k], step[:, k])])
    return {"library": "xgboost", "objective": objective, "target": target, "options": options, "weighted": weighted, "base": base, "steps": out}


def lgb_case(objective, target, options, weighted):
    y, many = targets[target], objective.startswith("multiclass")
    ranking = objective in ("lambdarank", "rank_xendcg")
    margin = scores["many" if many else "one"]
    common = {"objective": objective, "verbosity": -1, "num_threads": 1, "min_data_in_bin": 1, "deterministic": True, "force_row_wise": True, **options}

    def data(table, **more):
        return lgb.Dataset(table, label=y, weight=weight if weighted else None, group=sizes if ranking else None, params={"min_data_in_bin": 1, "feature_pre_filter": False, "verbosity": -1}, **more)

    constant = lgb.train({**common, "min_data_in_leaf": N + 1}, data(x), num_boost_round=1)
    base = np.atleast_1d(constant.predict(x[:1], raw_score=True).ravel()).tolist()
    out = []
    for lam in (0, 1):
        params = {**common, "lambda_l2": lam, "min_data_in_leaf": 0, "min_sum_hessian_in_leaf": 0, "num_leaves": 2, "learning_rate": 1}
        rows = []
        # A stump for each row: the library guesses the rows of a leaf from hessians, and gives up where that goes wrong.
        for i in range(N):
            table = (np.arange(N) == i).astype(float).reshape(-1, 1)
            try:
                model = lgb.train(params, data(table, init_score=margin.ravel(order="F") if many else margin), num_boost_round=1)
                leaves, step = model.predict(table, pred_leaf=True).reshape(N, -1), model.predict(table, raw_score=True).reshape(N, -1)
                rows.append([float(step[i, k]) if np.sum(leaves[:, k] == leaves[i, k]) == 1 else None for k in range(step.shape[1])])
            except lgb.basic.LightGBMError:
                rows.append([None] * (K if many else 1))
        out.append([rows[i][k] for k in range(K if many else 1) for i in range(N)])
    return {"library": "lightgbm", "objective": objective, "target": target, "options": options, "weighted": weighted, "base": base, "steps": out}


def xgb_metrics(target, weighted):
    many, ranking = target == "class", target in ("grade", "hits")
    data = xgb.DMatrix(x, label=label_of(target), weight=(query_weight if ranking else weight) if weighted else None)
    if ranking:
        data.set_group(sizes)
    data.set_base_margin(scores["many" if many else "one"])
    params = {"objective": OBJECTIVE_XGB[target], "eval_metric": METRICS_XGB[target], "nthread": 1, "base_score": 0.5, **METRIC_OPTIONS_XGB, **({"num_class": K} if many else {})}
    said = xgb.train(params, data, num_boost_round=0).eval(data, "rows")
    return {"library": "xgboost", "target": target, "weighted": weighted, "values": {pair.split(":")[0].removeprefix("rows-"): float(pair.split(":")[-1]) for pair in said.split("\t")[1:]}}


def lgb_metrics(target, weighted):
    many, ranking = target == "class", target == "grade"
    margin = scores["many" if many else "one"]
    data = lgb.Dataset(x, label=label_of(target), weight=weight if weighted else None, group=sizes if ranking else None, init_score=margin.ravel(order="F") if many else margin)
    params = {"objective": OBJECTIVE_LGB[target], "metric": METRICS_LGB[target], "verbosity": -1, "num_threads": 1, **METRIC_OPTIONS_LGB, **({"num_class": K} if many else {})}
    said = lgb.Booster(params, data).eval_train()
    return {"library": "lightgbm", "target": target, "weighted": weighted, "values": {name: float(value) for _, name, value, _ in said}}


# LightGBM's weighted mape is left out: whether a row gets a leaf of its own differs from one run to the next.
cases = [make(objective, target, options, weighted) for make, table in ((xgb_case, XGB), (lgb_case, LGB)) for objective, target, options in table for weighted in ((False,) if objective == "mape" else (False, True))]
metrics = [make(target, weighted) for make, table in ((xgb_metrics, METRICS_XGB), (lgb_metrics, METRICS_LGB)) for target in table for weighted in (False, True)]


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return {k: rounded(v) for k, v in value.items()} if isinstance(value, dict) else value


Path(__file__).with_name("reference.json").write_text(json.dumps(rounded({
    "targets": {k: v.tolist() for k, v in targets.items()}, "weight": weight.tolist(), "queryWeight": query_weight.tolist(), "groups": groups.tolist(),
    "scores": {"one": scores["one"].tolist(), "positive": scores["positive"].tolist(), "many": scores["many"].ravel(order="F").tolist()}, "cases": cases, "metrics": metrics,
}), separators=(",", ":")))
