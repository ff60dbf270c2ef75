"""PowerTransformer of scikit-learn, and its powers. Writes reference.json."""
import json
import warnings

import numpy as np
from scipy import stats
from sklearn.preprocessing import PowerTransformer

warnings.filterwarnings("ignore")
rng = np.random.default_rng(1)


def table(rows):
    return {
        "bell": rng.normal(3, 2, rows),
        "skewed": np.exp(rng.normal(0, 1.5, rows)),
        "negative": -np.exp(rng.normal(1, 1, rows)),
        "ties": rng.integers(-3, 4, rows).astype(float),
        "holes": np.where(rng.uniform(size=rows) < 0.3, np.nan, rng.gamma(2, 10, rows)),
        "constant": np.full(rows, 0.1),
    }


def cells(values):
    return [None if np.isnan(v) else v for v in values]


def columns(data):
    return [{"name": name, "kind": "number", "values": cells(values.tolist())} for name, values in data.items()]


def matrix(data):
    return np.stack(list(data.values()), axis=1)


def run(name, params, step):
    return {"name": name, "params": params, "expected": [cells(column.tolist()) for column in step.fit(matrix(train)).transform(matrix(test)).T]}


train, test = table(60), table(20)
step = PowerTransformer(standardize=False).fit(matrix(train))
given = [
    {"lambda": lam, "x": x.tolist(), "y": y.tolist()}
    for lam in (-1.5, 0.0, 1e-9, 0.5, 1.0, 2.0, 2.0 - 1e-9, 3.7)
    for x in [np.array([-40.0, -3.0, -1e-9, 0.0, 1e-9, 0.5, 25.0])]
    for y in [stats.yeojohnson(x, lam)]
]
with open("reference.json", "w", encoding="utf-8") as file:
    json.dump(
        {
            "train": columns(train),
            "test": columns(test),
            "cases": [run("defaults", {}, PowerTransformer()), run("not standardised", {"standardize": False}, PowerTransformer(standardize=False))],
            "lambdas": step.lambdas_.tolist(),
            "given": given,
        },
        file,
    )
