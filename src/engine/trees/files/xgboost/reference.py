"""Small models as XGBoost saves them, with what XGBoost says of some rows: categories by name and by code, missing cells, dart
with weights, several classes, forests in a round, vector leaves, objectives whose base score is no margin."""
import base64
import json
import pathlib

import numpy as np
import pandas as pd
import xgboost as xgb

random = np.random.default_rng(0)
N = 80
table = pd.DataFrame({
    "size": random.normal(size=N).round(3),
    "weight": random.lognormal(size=N).round(3),
    "colour": pd.Categorical(random.choice(["red", "green", "blue", "teal"], N)),
    "code": pd.Categorical(random.choice([3, 7, 9], N)),
})
table.loc[::7, "size"] = np.nan
table.loc[::11, "colour"] = np.nan
score = table["size"].fillna(1.5) + (table["colour"] == "red") * 2 - (table["code"] == 7).astype(int) + table["weight"] * 0.3
binary = (score > 1).astype(int)
classes = pd.qcut(score, 3).cat.codes
numbers = table[["size", "weight"]]
common = {"nthread": 1, "max_depth": 3, "seed": 1, "min_child_weight": 0.1}


def case(name, X, y, params, rounds=3, ubj=False):
    data = xgb.DMatrix(X, y, enable_categorical=True)
    booster = xgb.train({**common, **params}, data, rounds)
    saved = json.loads(booster.save_raw("json"))
    entry = {
        "name": name,
        "file": saved,
        "columns": list(X.columns),
        "rows": [[None if pd.isna(v) else v for v in row] for row in X.astype(object).values.tolist()],
        "margin": booster.predict(data, output_margin=True).astype(float).ravel().tolist(),
        "predicted": booster.predict(data).astype(float).ravel().tolist(),
    }
    if ubj:
        entry["ubjson"] = base64.b64encode(bytes(booster.save_raw("ubj"))).decode()
    return entry


out = [
    case("binary, categories", table, binary, {"objective": "binary:logistic", "max_cat_to_onehot": 1}, ubj=True),
    case("binary, one category at a time", table, binary, {"objective": "binary:logitraw", "max_cat_to_onehot": 10}),
    case("classes, dart, forests", table, classes, {"objective": "multi:softprob", "num_class": 3, "booster": "dart", "rate_drop": 0.5, "num_parallel_tree": 2, "max_depth": 2}),
    case("classes, vector leaves", numbers, classes, {"objective": "multi:softprob", "num_class": 3, "multi_strategy": "multi_output_tree"}, 2),
    case("counts", numbers, classes, {"objective": "count:poisson"}),
    case("regression", numbers, score, {"objective": "reg:squarederror"}),
    case("tweedie", numbers, score - score.min(), {"objective": "reg:tweedie"}),
    case("absolute error", numbers, score, {"objective": "reg:absoluteerror"}),
]
pathlib.Path("reference.json").write_text(json.dumps(out, ensure_ascii=False, separators=(",", ":")) + "\n")
