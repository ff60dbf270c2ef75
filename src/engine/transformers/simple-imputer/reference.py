"""SimpleImputer of scikit-learn on numbers and on categories, with and without indicators. Writes reference.json."""
import json
import warnings

import numpy as np
from sklearn.impute import SimpleImputer

warnings.filterwarnings("ignore")
rng = np.random.default_rng(1)
NUMBERS, CATEGORIES = ["many", "ties", "full", "empty"], ["colour", "rare", "void"]


def holes(values, share):
    return np.where(rng.uniform(size=len(values)) < share, np.nan, values)


def words(values, share, rows):
    out = np.array(rng.choice(values, rows), dtype=object)
    out[rng.uniform(size=rows) < share] = np.nan
    return out


def table(rows):
    return {
        "many": holes(rng.normal(5, 3, rows), 0.4),
        "ties": holes(rng.integers(0, 4, rows).astype(float), 0.2),
        "full": rng.normal(0, 1, rows),
        "empty": np.full(rows, np.nan),
        "colour": words(["red", "green", "blue"], 0.3, rows),
        "rare": words(["x", "y"], 0.05, rows),
        "void": words(["never"], 1, rows),
    }


def is_missing(v):
    return v is None or (isinstance(v, float) and np.isnan(v))


def cells(values):
    return [None if is_missing(v) else v for v in values]


def columns(data):
    return [{"name": n, "kind": "number" if n in NUMBERS else "category", "values": cells(v)} for n, v in data.items()]


def run(name, params, fill=lambda kind: {}, only=(NUMBERS, CATEGORIES), **keywords):
    """Each column by itself, so that an indicator stands behind its column and nothing else moves."""
    expected = []
    for column in train:
        kind = NUMBERS if column in NUMBERS else CATEGORIES
        if not any(kind is o for o in only):
            expected.append(cells(test[column]))
            continue
        step = SimpleImputer(**keywords, **fill(kind))
        made = step.fit(train[column].reshape(-1, 1)).transform(test[column].reshape(-1, 1))
        expected += [[int(v) if isinstance(v, bool) else v for v in cells(c)] for c in made.T.tolist()]
    return {"name": name, "params": params, "expected": expected}


train, test = table(60), table(20)
number = (NUMBERS,)
cases = [
    run("mean", {"strategy": "mean"}, only=number, strategy="mean"),
    run("median", {"strategy": "median"}, only=number, strategy="median"),
    run("mean, with indicators", {"addIndicator": True}, only=number, strategy="mean", add_indicator=True),
    run("most frequent", {"strategy": "most_frequent"}, strategy="most_frequent"),
    run("constant", {"strategy": "constant"}, strategy="constant", fill=lambda k: {"fill_value": 0.0 if k is NUMBERS else "missing_value"}),
    run("constant of our own", {"strategy": "constant", "fillValue": "-9.5"}, strategy="constant", fill=lambda k: {"fill_value": -9.5 if k is NUMBERS else "-9.5"}),
    run("mean, keeping empty columns", {"keepEmptyFeatures": True}, only=number, strategy="mean", keep_empty_features=True),
    run("median, keeping and marking", {"strategy": "median", "keepEmptyFeatures": True, "addIndicator": True}, only=number, strategy="median", keep_empty_features=True, add_indicator=True),
]
with open("reference.json", "w", encoding="utf-8") as file:
    json.dump({"train": columns(train), "test": columns(test), "cases": cases}, file)
