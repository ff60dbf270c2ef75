"""What the reference.py of every step on number columns shares: the table it is tried on, and how reference.json is written."""
import json
import warnings

import numpy as np

warnings.filterwarnings("ignore")


def usual(rng, rows):
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


def matrix(data):
    return np.stack(list(data.values()), axis=1)


def write(cases, table=usual):
    """Fits each case's step on one table, applies it to another, and writes both with what came of it."""
    rng = np.random.default_rng(1)
    train, test = table(rng, 60), table(rng, 20)
    done = []
    for name, params, step in cases:
        made = np.asarray(step.fit(matrix(train)).transform(matrix(test)), dtype=float)
        done.append({"name": name, "params": params, "expected": [cells(column.tolist()) for column in made.T]})
    with open("reference.json", "w", encoding="utf-8") as file:
        json.dump({"train": columns(train), "test": columns(test), "cases": done}, file)
