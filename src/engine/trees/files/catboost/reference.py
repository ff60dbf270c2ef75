"""Small models as CatBoost saves them, with what CatBoost says of some rows: symmetric trees and others, categories one at a
time, statistics of categories and of their combinations, several classes, each way to treat missing values; and hashes."""
import json
import pathlib
import tempfile

import catboost as cb
import numpy as np
import pandas as pd

random = np.random.default_rng(0)
N = 120
table = pd.DataFrame({
    "size": random.normal(size=N).round(3),
    "weight": random.lognormal(size=N).round(3),
    "colour": random.choice(["red", "green", "blue", "née", "a rather long name of a colour"], N),
    "city": random.choice(["Rome", "Oslo", "Bern"], N),
})
table.loc[::7, "size"] = np.nan
score = table["size"].fillna(1.5) + table["colour"].map({"red": 2.0, "blue": -1.0}).fillna(0) * np.where(table["city"] == "Oslo", -1, 1) + table["weight"] * 0.3
binary = (score > score.median()).map({True: "yes", False: "no"})
classes = pd.qcut(score, 3, labels=["low", "middle", "high"]).astype(str)
cats = ["colour", "city"]
numbers = table[["size", "weight"]]
common = {"allow_writing_files": False, "verbose": 0, "thread_count": 1, "random_seed": 1, "depth": 3, "learning_rate": 0.5, "iterations": 3, "border_count": 12}


def saved_json(model, pool):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "model.json")
        model.save_model(str(path), format="json", pool=pool)
        return json.loads(path.read_text())


def case(name, X, y, params, with_data=True):
    mine = [c for c in cats if c in X.columns]
    pool = cb.Pool(X, y, cat_features=mine)
    model = cb.CatBoost({**common, **params})
    model.fit(pool)
    saved = saved_json(model, pool if with_data else None)
    info = saved["model_info"]
    saved["model_info"] = {"params": {"loss_function": info["params"]["loss_function"]}, **({"class_params": info["class_params"]} if "class_params" in info else {})}
    rows = X.copy()
    if mine:
        rows.loc[:4, mine[0]] = "not in training"
    link = {"Logloss": "Probability", "MultiClass": "Probability", "Poisson": "Exponent"}.get(params["loss_function"].split(":")[0], "RawFormulaVal")
    predicted = model.predict(rows, prediction_type=link)
    if link == "Probability" and len(set(y)) == 2:
        predicted = predicted[:, 1]
    return {
        "name": name,
        "file": saved,
        "rows": [[None if pd.isna(v) else v for v in row] for row in rows.astype(object).values.tolist()],
        "margin": np.asarray(model.predict(rows, prediction_type="RawFormulaVal")).ravel().tolist(),
        "predicted": np.asarray(predicted).ravel().tolist(),
    }


small = {"max_ctr_complexity": 1, "iterations": 4}
out = [
    case("numbers", numbers, score, {"loss_function": "RMSE"}),
    case("binary, one category at a time", table, binary, {"loss_function": "Logloss", "one_hot_max_size": 10}),
    case("classes, without the data", table, classes, {"loss_function": "MultiClass", "one_hot_max_size": 10}, with_data=False),
    case("missing is the largest", numbers, score, {"loss_function": "RMSE", "nan_mode": "Max"}),
    case("by depth", numbers, score - score.min(), {"loss_function": "Poisson", "grow_policy": "Depthwise"}),
    case("by loss, classes", table[["size", "city"]], classes, {"loss_function": "MultiClass", "grow_policy": "Lossguide", "max_leaves": 5, "one_hot_max_size": 10}),
    case("statistics", table, binary, {**small, "loss_function": "Logloss", "simple_ctr": ["Borders", "Counter"]}),
    case("statistics of other kinds", table, score, {**small, "loss_function": "RMSE", "simple_ctr": ["BinarizedTargetMeanValue", "Buckets:TargetBorderCount=2"]}),
    case("combinations", table, binary, {"loss_function": "Logloss", "max_ctr_complexity": 3, "depth": 4, "iterations": 6, "one_hot_max_size": 3}),
]
hashes = [{"hash": e["hash"], "value": e["value"]} for e in out[1]["file"]["features_info"]["cat_features_hash"]]
lengths = [("x" * n + "é" * (n % 3)) for n in (1, 3, 4, 8, 9, 16, 17, 25, 32, 33, 50, 64, 65, 90, 128, 129, 200)]
many = pd.DataFrame({"c": lengths * 4})
pool = cb.Pool(many, [i % 2 for i in range(len(many))], cat_features=["c"])
model = cb.CatBoost({**common, "loss_function": "Logloss", "one_hot_max_size": 100})
model.fit(pool)
hashes += [{"hash": e["hash"], "value": e["value"]} for e in saved_json(model, pool)["features_info"]["cat_features_hash"]]
hashes.sort(key=lambda e: e["value"])
pathlib.Path("reference.json").write_text(json.dumps({"cases": out, "hashes": hashes}, ensure_ascii=False, separators=(",", ":")) + "\n")
