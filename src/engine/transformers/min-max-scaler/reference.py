"""MinMaxScaler of scikit-learn. Writes reference.json."""
import json
import warnings

import numpy as np
from sklearn.preprocessing import MinMaxScaler

warnings.filterwarnings("ignore")
rng = np.random.default_rng(1)


def table(rows):
    return {
        "bell": rng.normal(3, 2, rows),
        "skewed": np.exp(rng.normal(0, 1.5, rows)),
        "ties": rng.integers(-3, 4, rows).astype(float),
        "holes": np.where(rng.uniform(size=rows) < 0.3, np.nan, rng.normal(-50, 10, rows)),
        "constant": np.full(rows, 0.1),
        "large": 1e6 + rng.normal(0, 1, rows),
        "empty": np.full(rows, np.nan),
    }


def cells(values):
    return [None if v is None or (isinstance(v, float) and np.isnan(v)) else v for v in values]


def columns(data):
    return [{"name": name, "kind": "number", "values": cells(values.tolist())} for name, values in data.items()]


def run(name, params, step):
    made = step.fit(matrix(train)).transform(matrix(test))
    return {"name": name, "params": params, "expected": [cells(column.tolist()) for column in np.asarray(made, dtype=float).T]}


def matrix(data):
    return np.stack(list(data.values()), axis=1)


train, test = table(60), table(20)
cases = [
    run("defaults", {}, MinMaxScaler()),
    run("another range", {"featureMin": -2.5, "featureMax": 4}, MinMaxScaler((-2.5, 4))),
    run("clipped", {"clip": True}, MinMaxScaler(clip=True)),
]
with open("reference.json", "w", encoding="utf-8") as file:
    json.dump({"train": columns(train), "test": columns(test), "cases": cases}, file)
