"""What pandas and scipy say of a small generated table; read by stats.test.ts."""

import json

import numpy as np
import pandas as pd
from scipy import stats

rng = np.random.default_rng(7)
n = 240
x = rng.normal(5, 2, n)
frame = pd.DataFrame({
    "x": np.round(x, 4),
    "y": np.round(0.6 * x + rng.normal(0, 1, n) + 1e6, 4),
    "ties": rng.integers(0, 6, n).astype(float),
    "skewed": np.round(np.exp(rng.normal(0, 1.5, n)), 4),
    "colour": rng.choice(["red", "green", "blue"], n, p=[0.5, 0.3, 0.2]),
})
frame["shape"] = np.where(rng.random(n) < 0.6, np.where(frame["colour"] == "red", "round", "flat"), rng.choice(["round", "flat", "tall"], n))
frame["note"] = [f"note {k}" for k in rng.integers(0, 80, n)]
for name, share in [("y", 0.1), ("ties", 0.05), ("colour", 0.08), ("note", 0.05)]:
    frame.loc[rng.random(n) < share, name] = None
frame = pd.concat([frame, frame.iloc[:9]], ignore_index=True)

numbers = ["x", "y", "ties", "skewed"]
words = ["colour", "shape"]


def plain(value):
    return None if value is None or (isinstance(value, float) and np.isnan(value)) else value


def eta(category, number):
    both = frame[[category, number]].dropna()
    mean = both[number].mean()
    between = sum(len(g) * (g.mean() - mean) ** 2 for _, g in both.groupby(category)[number])
    return float(np.sqrt(between / ((both[number] - mean) ** 2).sum()))


def cramers_v(a, b):
    table = pd.crosstab(frame[a], frame[b])
    n_both = table.to_numpy().sum()
    phi2 = stats.chi2_contingency(table, correction=False)[0] / n_both
    r, k = table.shape
    phi2 = max(0, phi2 - (k - 1) * (r - 1) / (n_both - 1))
    r, k = r - (r - 1) ** 2 / (n_both - 1), k - (k - 1) ** 2 / (n_both - 1)
    return float(np.sqrt(phi2 / min(r - 1, k - 1)))


profile = {}
for name in numbers:
    values = frame[name].dropna()
    width = 2 * stats.iqr(values) / np.cbrt(len(values))
    bins = int(min(40, max(10, np.ceil((values.max() - values.min()) / width))))
    counts, edges = np.histogram(values, bins=bins)
    profile[name] = {
        "missing": int(frame[name].isna().sum()), "distinct": int(values.nunique()),
        "min": float(values.min()), "max": float(values.max()), "mean": float(values.mean()), "sd": float(values.std()),
        "quartiles": [float(q) for q in values.quantile([0.25, 0.5, 0.75])],
        "histogram": {"edges": edges.tolist(), "counts": counts.tolist()},
    }
for name in [*words, "note"]:
    counts = frame[name].value_counts()
    profile[name] = {"missing": int(frame[name].isna().sum()), "distinct": int(frame[name].nunique()), "counts": {str(k): int(v) for k, v in counts.items()}}

reference = {
    "columns": [{"name": name, "values": [plain(v) for v in frame[name].astype(object)]} for name in frame.columns],
    "profile": profile,
    "duplicateRows": int(frame.duplicated().sum()),
    "pearson": [[float(v) for v in row] for row in frame[numbers].corr().to_numpy()],
    "spearman": [[float(v) for v in row] for row in frame[numbers].corr(method="spearman").to_numpy()],
    "pairs": [[int(frame[[a, b]].dropna().shape[0]) if a != b else int(frame[a].notna().sum()) for b in numbers] for a in numbers],
    "eta": {f"{c} {v}": eta(c, v) for c in words for v in numbers},
    "cramersV": cramers_v("colour", "shape"),
    "boxes": {str(c): {"q1": float(g.quantile(0.25)), "median": float(g.median()), "q3": float(g.quantile(0.75)), "mean": float(g.mean()), "count": int(g.count())} for c, g in frame.groupby("colour")["skewed"]},
}

with open("reference.json", "w") as file:
    json.dump(reference, file, indent=1)
    file.write("\n")
