"""CatBoost's own borders (library grid_creator) for columns of several kinds, and its automatic learning rates."""
import json
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier, CatBoostRegressor
from catboost.utils import calculate_quantization_grid

rng = np.random.default_rng(3)
columns = {
    "normal": rng.normal(size=150), "integers": rng.integers(-5, 40, 150).astype(float), "skewed": np.round(np.exp(rng.normal(size=150) * 2), 2),
    "few": rng.choice([0, 1, 2, 7], 150).astype(float), "even": np.arange(150.0),
}
columns = {name: [float(np.float32(v)) for v in values] for name, values in columns.items()}
borders = [
    {"column": name, "type": kind, "count": count, "borders": [float(v) for v in calculate_quantization_grid(values, count, kind)]}
    for name, values in columns.items()
    for kind in ("GreedyLogSum", "Median", "Uniform", "UniformAndQuantiles", "MaxLogSum", "MinEntropy", "GreedyMinEntropy")
    for count in (1, 7, 40)
]

rates = []
X = rng.normal(size=(3000, 2))
for loss, rows, iterations, watched, from_average in (("RMSE", 300, 100, False, True), ("RMSE", 3000, 1000, False, True), ("RMSE", 3000, 50, True, False), ("Logloss", 300, 100, False, False), ("Logloss", 3000, 500, True, False),
                                                      ("Logloss", 3000, 200, False, True), ("MultiClass", 3000, 100, True, False), ("MultiClass", 1000, 300, False, False), ("MAE", 300, 100, False, True)):
    y = np.digitize(X[:rows, 0], [-0.5, 0.5]) if loss == "MultiClass" else (X[:rows, 0] > 0) * 1
    model = (CatBoostRegressor if loss in ("RMSE", "MAE") else CatBoostClassifier)(iterations=iterations, loss_function=loss, depth=1, verbose=0, allow_writing_files=False, **({} if loss == "MultiClass" else {"boost_from_average": from_average}))
    model.fit(X[:rows], y, eval_set=(X[:50], y[:50]) if watched else None)
    rates.append({"loss": loss, "rows": rows, "iterations": iterations, "watched": watched, "fromAverage": from_average, "rate": model.get_all_params()["learning_rate"]})
Path(__file__).with_name("reference.json").write_text(json.dumps({"columns": columns, "borders": borders, "rates": rates}))
