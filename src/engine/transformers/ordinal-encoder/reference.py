"""OrdinalEncoder of scikit-learn. Writes reference.json."""
import json
import warnings

import numpy as np
from sklearn.preprocessing import OrdinalEncoder

warnings.filterwarnings("ignore")
rng = np.random.default_rng(1)


def pick(values, p, rows):
    return np.array(rng.choice(np.array(values, dtype=object), rows, p=p), dtype=object)


def table(rows):
    return {
        "size": pick(["small", "medium", "large", "Élan"], [0.4, 0.3, 0.2, 0.1], rows),
        "flag": pick(["yes", "no"], [0.3, 0.7], rows),
        "holes": pick(["a", "b", np.nan], [0.5, 0.2, 0.3], rows),
    }


def cells(values):
    return [None if isinstance(v, float) and np.isnan(v) else v for v in values]


def columns(data):
    return [{"name": name, "kind": "category", "values": cells(values)} for name, values in data.items()]


def matrix(data):
    return np.stack(list(data.values()), axis=1)


def run(name, params, step):
    made = step.fit(matrix(train)).transform(matrix(test))
    return {"name": name, "params": params, "expected": [cells(column.tolist()) for column in made.T]}


train, test = table(60), table(20)
test["size"][3] = "never seen"
test["flag"][5] = "perhaps"
test["flag"][7] = np.nan
unknown = {"handle_unknown": "use_encoded_value"}
by_count = [sorted(set(cells(v)) - {None}, key=lambda c, v=v: (-list(v).count(c), c)) for v in train.values()]
by_count[2] = by_count[2] + [np.nan]
cases = [
    run("defaults", {}, OrdinalEncoder(unknown_value=-1, **unknown)),
    run("other numbers", {"unknownValue": 99, "encodedMissingValue": -7}, OrdinalEncoder(unknown_value=99, encoded_missing_value=-7, **unknown)),
    run("by frequency", {"order": "frequency"}, OrdinalEncoder(categories=by_count, unknown_value=-1, **unknown)),
]
with open("reference.json", "w", encoding="utf-8") as file:
    json.dump({"train": columns(train), "test": columns(test), "cases": cases}, file)
