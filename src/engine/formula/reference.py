"""What NumPy makes of formulas, missing values among the rows. Writes reference.json."""
import json
import pathlib

import numpy as np

rng = np.random.default_rng(4)
ROWS = 24
y = np.round(rng.normal(size=ROWS), 3)
p = np.round(rng.normal(size=ROWS) * 2, 3)
p[3] = p[11] = np.nan
weight = np.round(rng.uniform(0.5, 2, size=ROWS), 3)

FORMULAS = {
    "abs(y - p)": np.abs(y - p),
    "-y^2 + 3 * p / 4": -(y ** 2) + 3 * p / 4,
    "2 ** 3 ** 2 - (2 ** 3) ** 2": np.full(ROWS, 2.0 ** 9 - 64),
    "y % 0.7 + -p % 1.3": np.mod(y, 0.7) + np.mod(-p, 1.3),
    "where(y > p, 3 * (y - p), p - y)": np.where(y > p, 3 * (y - p), p - y),
    "log(1 + exp(-y * p))": np.log(1 + np.exp(-y * p)),
    "max(y, p, 0) - min(y, p, weight)": np.maximum(np.maximum(y, p), 0) - np.minimum(np.minimum(y, p), weight),
    "y > 0 and p > 0 or not weight < 1": np.logical_or(np.logical_and(y > 0, p > 0), np.logical_not(weight < 1)) * 1.0,
    "isnan(p) + (y >= 0) * 2 - (y != 0)": np.isnan(p) + (y >= 0) * 2.0 - (y != 0),
    "sqrt(abs(y)) + log1p(weight) - expm1(y) + log2(weight) * log10(weight)": np.sqrt(np.abs(y)) + np.log1p(weight) - np.expm1(y) + np.log2(weight) * np.log10(weight),
    "clip(p, -1, y + 1) + sign(y) + floor(p) + ceil(weight)": np.clip(p, -1, y + 1) + np.sign(y) + np.floor(p) + np.ceil(weight),
    "tanh(y) * sin(p) * cos(weight)": np.tanh(y) * np.sin(p) * np.cos(weight),
    "1e-3 + .5 + 2. + 1.5E+1": np.full(ROWS, 17.501),
}


def plain(values):
    return [None if np.isnan(v) else float(v) for v in values]


out = {"y": plain(y), "p": plain(p), "weight": plain(weight), "formulas": {text: plain(values) for text, values in FORMULAS.items()}}
pathlib.Path(__file__).with_name("reference.json").write_text(json.dumps(out) + "\n")
