"""
InterpretML's ExplainableBoostingRegressor on diabetes and on Friedman's first function, every fourth row held out.

The rows a bag holds out and the smoothing cuts are drawn by lot: errors of five seeds bound what counts as equal. Shapes of
the main effects (mean over the seeds) are kept at some values of each column.
"""
import json
import warnings
from pathlib import Path

import numpy as np
from interpret.glassbox import ExplainableBoostingRegressor
from sklearn.datasets import load_diabetes, make_friedman1

warnings.filterwarnings("ignore")
SNAKE = {"outerBags": "outer_bags", "interactions": "interactions", "smoothingRounds": "smoothing_rounds", "maxInteractionBins": "max_interaction_bins"}
diabetes = load_diabetes(scaled=False)
friedman = make_friedman1(600, n_features=6, noise=1, random_state=0)
gaps = diabetes.data.copy()
gaps[np.random.default_rng(0).random(gaps.shape) < 0.1] = np.nan
cases = []
for name, (X, y), columns, params in (
    ("diabetes", (diabetes.data, diabetes.target), 6, {"outerBags": 4, "interactions": "0", "smoothingRounds": 100}),
    ("diabetes with gaps", (gaps, diabetes.target), 6, {"outerBags": 4, "interactions": "0", "smoothingRounds": 100}),
    ("friedman", friedman, 6, {"outerBags": 4, "interactions": "0", "smoothingRounds": 100}),
    ("friedman, pairs", friedman, 6, {"outerBags": 4, "interactions": "2", "smoothingRounds": 100, "maxInteractionBins": 32}),
):
    X = np.array([[None if np.isnan(v) else float(f"{v:.6g}") for v in row] for row in X[:, :columns]], dtype=float)
    y = np.array([float(f"{v:.6g}") for v in y])
    test = np.arange(len(y)) % 4 == 0
    keywords = {SNAKE[k]: int(v) if k == "interactions" else v for k, v in params.items()}
    models = [ExplainableBoostingRegressor(random_state=seed, n_jobs=1, **keywords).fit(X[~test], y[~test]) for seed in range(5)]
    errors = [float(np.mean((m.predict(X[test]) - y[test]) ** 2)) for m in models]
    at = np.nanquantile(X[~test], [0.1, 0.3, 0.5, 0.7, 0.9], axis=0)  # 5 × columns
    rows = [np.where(np.arange(columns) == j, at[q][j], np.nanmedian(X[~test], axis=0)) for j in range(columns) for q in range(5)]
    # Each main effect is the score of its own term for a row.
    shapes = np.mean([[[m.eval_terms(np.array([rows[j * 5 + q]]))[0][m.term_features_.index((j,))] for q in range(5)] for j in range(columns)] for m in models], axis=0)
    cases.append({"name": name, "params": params, "columns": [f"x{j}" for j in range(columns)], "X": [None if np.isnan(v) else float(v) for v in X.ravel()], "y": y.tolist(), "errors": errors,
                  "at": at.T.tolist(), "shapes": shapes.tolist(), "pairs": [sorted([list(map(int, t)) for t in m.term_features_ if len(t) == 2]) for m in models]})
Path(__file__).with_name("reference.json").write_text(json.dumps({"cases": cases}))
