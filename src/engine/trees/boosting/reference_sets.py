"""Small real sets with few distinct values a column, so that every bin holds one value and no library has to choose cuts."""
import csv
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_wine

ROOT = Path(__file__).parents[4]


def coarse(X, steps=40):
    """Columns on a grid of their own, few steps wide, in numbers that single precision holds exactly."""
    low, high = X.min(0), X.max(0)
    return np.round((X - low) / (high - low) * steps) / 8


def cancer():
    data = load_breast_cancer()
    return coarse(data.data[:200, [0, 1, 4, 7, 20]]), data.target[:200].astype(float), None


def wine():
    data = load_wine()
    return coarse(data.data[:, [0, 1, 6, 9]]), data.target.astype(float), None


def diabetes():
    data = load_diabetes()
    return coarse(data.data[:200, [2, 3, 4, 8, 9]]), np.round(data.target[:200] / 25, 2), None


def gaps():
    """Diabetes with missing cells in three of its columns."""
    X, y, _ = diabetes()
    X = X.copy()
    rng = np.random.default_rng(3)
    for j, share in ((0, 0.2), (2, 0.05), (3, 0.5)):
        X[rng.random(len(X)) < share, j] = np.nan
    return X, y, None


def penguins():
    """Body mass (kg) from species, island, sex and two lengths: categories and missing cells. Codes by the order of names."""
    with open(ROOT / "public/samples/penguins.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["body_mass_g"] not in ("", "NA")]
    columns, categories = [], []
    for name in ("species", "island", "sex", "bill_length_mm", "flipper_length_mm"):
        cells = [row[name] for row in rows]
        if name.endswith("_mm"):
            columns.append([np.nan if c in ("", "NA") else round(float(c) / 2) / 2 for c in cells])
            categories.append(None)
        else:
            names = sorted(set(cells) - {"", "NA"})
            columns.append([names.index(c) if c in names else np.nan for c in cells])
            categories.append(names)
    return np.array(columns, dtype=float).T, np.array([float(row["body_mass_g"]) / 1000 for row in rows]), categories


def many():
    """Diabetes with a category of 24 kinds whose effect is as jagged as its codes."""
    X, y, _ = diabetes()
    kinds = (np.arange(len(y)) * 7919 % 24).astype(float)
    return np.column_stack([kinds, X[:, :3]]), np.round(y + 2.5 * np.sin(kinds * 2.1), 2), [[f"kind {k:02d}" for k in range(24)], None, None, None]


# Rows of the queries of `grades`.
QUERIES = [7, 12, 20, 1, 15, 9, 25, 11, 30, 18, 14, 22, 16]


def grades():
    """Diabetes as queries of 1 to 30 patients, graded 0 to 3 by how the disease went on."""
    X, y, _ = diabetes()
    return X, np.digitize(y, [3.5, 6, 8.5]).astype(float), None


def plain(X):
    return [None if np.isnan(v) else float(v) for v in X.ravel()]


def rounded(value, digits=9):
    if isinstance(value, float):
        return float(f"{value:.{digits}g}")
    if isinstance(value, (list, tuple)):
        return [rounded(v, digits) for v in value]
    return {k: rounded(v, digits) for k, v in value.items()} if isinstance(value, dict) else value


def described(sets):
    """The sets as the tests read them."""
    out = {}
    for name, (X, y, categories) in sets.items():
        out[name] = {"columns": X.shape[1], "X": plain(X), "y": y.tolist(), "weight": (1 + np.arange(len(y)) % 3).tolist(), "categories": categories}
        if name == "grades":
            out[name]["groups"] = np.repeat(np.arange(len(QUERIES)), QUERIES).tolist()
    return out


def by_chance(sets, name, fit, settings, seeds=20):
    """Squared errors on every fourth row after learning from the others, over many seeds: mean and deviation of each setting."""
    X, y, categories = sets[name]
    test = np.arange(len(y)) % 4 == 0
    out = []
    for params in settings:
        errors = [float(np.mean((fit(X[~test], y[~test], categories, params, seed)(X[test]) - y[test]) ** 2)) for seed in range(seeds)]
        out.append({"set": name, "params": params, "mean": float(np.mean(errors)), "sd": float(np.std(errors, ddof=1))})
    return rounded(out, 6)
