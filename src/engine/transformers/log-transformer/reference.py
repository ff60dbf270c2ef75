"""log1p by NumPy through scikit-learn's FunctionTransformer. Writes reference.json."""
import json
import warnings

import numpy as np
from sklearn.preprocessing import FunctionTransformer

warnings.filterwarnings("ignore")
rng = np.random.default_rng(1)


def table(rows):
    return {
        "zero to large": np.exp(rng.normal(0, 4, rows)) * (rng.uniform(size=rows) < 0.9),
        "tiny": rng.uniform(0, 1e-12, rows),
        "holes": np.where(rng.uniform(size=rows) < 0.3, np.nan, rng.uniform(0, 50, rows)),
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
    run("defaults", {}, FunctionTransformer(np.log1p)),
    run("signed", {"signed": True}, FunctionTransformer(lambda x: np.sign(x) * np.log1p(np.abs(x)))),
]
with open("reference.json", "w", encoding="utf-8") as file:
    json.dump({"train": columns(train), "test": columns(test), "cases": cases}, file)
