"""OneHotEncoder of scikit-learn on every combination of its options. Writes reference.json."""
import itertools
import json
import warnings

import numpy as np
from sklearn.preprocessing import OneHotEncoder

warnings.filterwarnings("ignore")
rng = np.random.default_rng(1)


def pick(values, p, rows):
    return np.array(rng.choice(np.array(values, dtype=object), rows, p=p), dtype=object)


def table(rows):
    return {
        "city": pick(["Bonn", "Aachen", "zz", "São Paulo", "Émile", "Bern"], [0.4, 0.25, 0.2, 0.1, 0.03, 0.02], rows),
        "flag": pick(["yes", "no"], [0.3, 0.7], rows),
        "holes": pick(["a", "b", np.nan], [0.5, 0.2, 0.3], rows),
        "one": pick(["only"], [1], rows),
    }


def cells(values):
    return [None if isinstance(v, float) else v for v in values]


def columns(data):
    return [{"name": name, "kind": "category", "values": cells(values)} for name, values in data.items()]


def matrix(data):
    return np.stack(list(data.values()), axis=1)


def run(params):
    names = {"drop": "drop", "minFrequency": "min_frequency", "maxCategories": "max_categories", "handleUnknown": "handle_unknown"}
    keywords = {names[key]: None if value == "none" else value for key, value in params.items()}
    frequency = keywords.get("min_frequency")
    if frequency is not None and frequency >= 1:
        keywords["min_frequency"] = int(frequency)
    made = OneHotEncoder(sparse_output=False, **keywords).fit(matrix(train)).transform(matrix(test))
    return {"name": json.dumps(params), "params": params, "expected": made.T.astype(int).tolist()}


train, test = table(80), table(20)
test["city"][3] = "never seen"
test["flag"][5] = "perhaps"
test["flag"][7] = np.nan
limits = [{}, {"minFrequency": 6}, {"minFrequency": 0.15}, {"minFrequency": 0.9}, {"maxCategories": 3}, {"maxCategories": 2}, {"maxCategories": 1}, {"minFrequency": 3, "maxCategories": 2}]
cases = [
    run({"drop": drop, "handleUnknown": unknown, **limit})
    for drop, unknown, limit in itertools.product(["none", "first", "if_binary"], ["ignore", "infrequent_if_exist"], limits)
]
with open("reference.json", "w", encoding="utf-8") as file:
    json.dump({"train": columns(train), "test": columns(test), "cases": cases}, file)
