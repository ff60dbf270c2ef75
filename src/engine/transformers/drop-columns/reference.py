"""What scikit-learn's ColumnTransformer keeps when a column is dropped. Writes reference.json."""
import json

import numpy as np
from sklearn.compose import ColumnTransformer

train = np.arange(12, dtype=float).reshape(4, 3)
test = train[::-1] * 2
names = ["a", "b", "c"]


def columns(data):
    return [{"name": name, "kind": "number", "values": data[:, j].tolist()} for j, name in enumerate(names)]


def run(name, dropped):
    step = ColumnTransformer([("out", "drop", [names.index(d) for d in dropped])], remainder="passthrough")
    return {"name": name, "params": {"columns": dropped}, "expected": step.fit(train).transform(test).T.tolist()}


with open("reference.json", "w", encoding="utf-8") as file:
    json.dump({"train": columns(train), "test": columns(test), "cases": [run("one", ["b"]), run("two", ["c", "a"]), run("none", [])]}, file)
