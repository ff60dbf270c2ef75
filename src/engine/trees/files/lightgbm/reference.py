"""Small models as LightGBM saves them, with what LightGBM says of some rows: categories of pandas, each way to treat missing
values and zeros, several classes, a random forest, objectives with links of their own."""
import json
import pathlib

import lightgbm as lgb
import numpy as np
import pandas as pd

random = np.random.default_rng(0)
N = 120
table = pd.DataFrame({
    "size": random.normal(size=N).round(3),
    "weight": random.lognormal(size=N).round(3) - 0.5,
    "colour": pd.Categorical(random.choice(["red", "green", "blue", "née", "grey"], N)),
})
table.loc[::7, "size"] = np.nan
table.loc[::11, "colour"] = np.nan
score = table["size"].fillna(1.5) + table["colour"].map({"red": 2.0, "blue": -1.0}).astype(float).fillna(0) + table["weight"] * 0.3
binary = (score > score.median()).astype(int)
classes = pd.qcut(score, 3).cat.codes
numbers = table[["size", "weight"]].copy()
gaps = numbers.copy()
gaps.loc[::3, "weight"] = 0.0
common = {"num_threads": 1, "deterministic": True, "verbose": -1, "seed": 1, "num_leaves": 5, "min_data_in_leaf": 5, "min_data_per_group": 1, "cat_smooth": 1, "max_cat_to_onehot": 1, "learning_rate": 0.3, "min_data_in_bin": 1}


def case(name, X, y, params, rounds=3, rows=None):
    booster = lgb.train({**common, **params}, lgb.Dataset(X, y, free_raw_data=False), rounds)
    rows = X if rows is None else rows
    text = booster.model_to_string().split("\n")
    keep = {"boosting", "objective", "categorical_feature", "num_class"}
    text = [line for line in text if not (line.startswith("[") and line[1:].split(":")[0] not in keep)]
    return {
        "name": name,
        "file": text + ["pandas_categorical:" + json.dumps(booster.pandas_categorical)],
        "rows": [[None if pd.isna(v) else v for v in row] for row in rows.astype(object).values.tolist()],
        "margin": np.asarray(booster.predict(rows, raw_score=True)).ravel().tolist(),
        "predicted": np.asarray(booster.predict(rows)).ravel().tolist(),
    }


out = [
    case("binary, categories", table, binary, {"objective": "binary"}),
    case("binary, steeper sigmoid", numbers, binary, {"objective": "binary", "sigmoid": 2.0}),
    case("classes", table, classes, {"objective": "multiclass", "num_class": 3}, 2),
    case("forest", numbers, binary, {"objective": "binary", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.7}),
    case("forest of classes", numbers, classes, {"objective": "multiclass", "num_class": 3, "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.7}, 2),
    case("zeros are missing", gaps, score, {"objective": "regression", "zero_as_missing": True}),
    case("nothing is missing in training", numbers.fillna(0.2), score, {"objective": "huber"}, rows=numbers),
    case("missing is not used", gaps, score, {"objective": "quantile", "use_missing": False}),
    case("positive", numbers, score - score.min() + 0.1, {"objective": "gamma"}),
    case("a constant", numbers, score * 0 + 2.5, {"objective": "regression"}, 1),
]
pathlib.Path("reference.json").write_text(json.dumps(out, ensure_ascii=False, separators=(",", ":")) + "\n")
