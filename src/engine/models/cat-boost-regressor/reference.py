"""
CatBoostRegressor's trees and predictions without its random things: no bootstrap, no noise on scores, rows in their order.

The diabetes table of scikit-learn with a little noise, which breaks ties between columns, and the same with some cells missing.
"""
import json
import tempfile
from pathlib import Path

import numpy as np
from catboost import CatBoostRegressor
from sklearn.datasets import load_diabetes

SNAKE = {"lossFunction": None, "alpha": None, "delta": None, "variancePower": None, "q": None, "monotoneConstraints": None, "simpleCtr": None, "combinationsCtr": None}
FIXED = {"bootstrap_type": "No", "random_strength": 0, "has_time": True, "allow_writing_files": False, "verbose": 0, "thread_count": 1}
HERE = Path(__file__).parent


def snake(name):
    return "".join("_" + c.lower() if c.isupper() else c for c in name)


def keywords(params):
    """Our parameters as CatBoost's."""
    given = {snake(k): v for k, v in params.items() if k not in SNAKE}
    loss = params.get("lossFunction")
    if loss:
        extra = {"Quantile": "alpha", "Expectile": "alpha", "Huber": "delta", "Tweedie": "variancePower", "Lq": "q"}.get(loss)
        given["loss_function"] = loss if extra is None else f"{loss}:{'variance_power' if extra == 'variancePower' else extra}={params[extra]}"
    if "monotoneConstraints" in params:
        given["monotone_constraints"] = {int(part.split(":")[0].strip()[1:]): int(part.split(":")[1]) for part in params["monotoneConstraints"].split(",")}
    for key in ("simpleCtr", "combinationsCtr"):
        if key in params:
            given[snake(key)] = [part.strip() for part in params[key].split(",")]
    return given


def splits(model):
    """Column and border of every question of every symmetric tree; names of kinds for those about categories. Without trees of other shapes."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        model.save_model(file.name, format="json")
        saved = json.loads(Path(file.name).read_text())
    return [[[s["float_feature_index"], s["border"]] if s["split_type"] == "FloatFeature" else s["split_type"] for s in tree["splits"]] for tree in saved.get("oblivious_trees", [])]


def short(values):
    return [float(f"{v:.10g}") for v in np.ravel(values)]


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    data = load_diabetes()
    X = data.data[:260] * (1 + 1e-3 * rng.normal(size=(260, 10)))
    X = np.array([[float(f"{v:.7g}") for v in row] for row in X])
    y = data.target[:260]
    holes = np.where(np.arange(X.size).reshape(X.shape) % 7 == 3, np.nan, X)
    cases = []

    def case(table, params, weighted=False, positive=False, iterations=8):
        weight = 1.0 + np.arange(len(y)) % 3 if weighted else None
        target = np.round(y / 20) if positive else y
        rows = {"diabetes": X, "holes": holes}[table]
        model = CatBoostRegressor(iterations=iterations, **FIXED, **keywords(params)).fit(rows, target, sample_weight=weight)
        cases.append({"table": table, "params": {"iterations": iterations, **params}, "weighted": weighted, "positive": positive, "splits": splits(model), "importance": short(model.get_feature_importance()), "predicted": short(model.predict(rows, prediction_type="RawFormulaVal")[:40])})

    case("diabetes", {"depth": 4})
    case("diabetes", {"depth": 4}, weighted=True)
    case("diabetes", {"depth": 4, "scoreFunction": "L2"})
    for loss in ({"lossFunction": "MAE"}, {"lossFunction": "Quantile", "alpha": 0.8}, {"lossFunction": "MAPE"}, {"lossFunction": "Huber", "delta": 30}, {"lossFunction": "Expectile", "alpha": 0.7}, {"lossFunction": "Lq", "q": 3}):
        case("diabetes", {"depth": 4, **loss})
    case("diabetes", {"depth": 4, "lossFunction": "Poisson"}, positive=True)
    case("diabetes", {"depth": 4, "lossFunction": "Poisson", "leafEstimationIterations": 10}, positive=True, iterations=30)
    case("diabetes", {"depth": 5, "lossFunction": "Poisson", "leafEstimationIterations": 10, "learningRate": 0.3}, positive=True, weighted=True, iterations=30)
    case("diabetes", {"depth": 4, "lossFunction": "Poisson", "leafEstimationMethod": "Gradient", "leafEstimationIterations": 6, "learningRate": 0.1}, positive=True)
    case("diabetes", {"depth": 4, "lossFunction": "Poisson", "leafEstimationIterations": 5, "leafEstimationBacktracking": "No"}, positive=True)
    case("diabetes", {"depth": 4, "lossFunction": "Poisson", "leafEstimationIterations": 5, "boostingType": "Ordered"}, positive=True)
    case("diabetes", {"depth": 4, "lossFunction": "MAE", "leafEstimationMethod": "Gradient", "leafEstimationIterations": 3})
    case("diabetes", {"depth": 4, "lossFunction": "Huber", "delta": 30, "leafEstimationMethod": "Gradient"})
    case("diabetes", {"depth": 4, "leafEstimationMethod": "Gradient", "leafEstimationIterations": 4})
    case("diabetes", {"depth": 4, "scoreFunction": "L2", "growPolicy": "Depthwise"})
    case("diabetes", {"depth": 4, "lossFunction": "Tweedie", "variancePower": 1.3}, positive=True)
    case("diabetes", {"depth": 3, "l2LeafReg": 0.5, "learningRate": 0.2}, iterations=15)
    case("diabetes", {"depth": 4, "borderCount": 20, "featureBorderType": "Median"})
    case("diabetes", {"depth": 3, "monotoneConstraints": "x2: 1, x8: 1, x3: -1"})
    case("diabetes", {"growPolicy": "Depthwise", "depth": 4})
    case("diabetes", {"growPolicy": "Lossguide", "maxLeaves": 12, "depth": 5})
    case("diabetes", {"boostingType": "Ordered", "depth": 4})
    case("diabetes", {"boostingType": "Ordered", "depth": 4}, weighted=True)
    case("holes", {"depth": 4})
    case("holes", {"depth": 4, "nanMode": "Max"})
    (HERE / "reference.json").write_text(json.dumps({"X": X.ravel().tolist(), "y": y.tolist(), "cases": cases}))
