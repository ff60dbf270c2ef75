"""Curves, confusion matrices and intervals from scikit-learn and SciPy. Writes reference.json."""
import json
import warnings

import numpy as np
from scipy import stats
from sklearn.calibration import calibration_curve
from sklearn.metrics import auc, classification_report, confusion_matrix, precision_recall_curve, roc_curve

warnings.filterwarnings("ignore")
rng = np.random.default_rng(11)


def clean(values):
    return [None if not np.isfinite(v) else float(v) for v in values]


def binary(name, y, p):
    fpr, tpr, roc_t = roc_curve(y, p, drop_intermediate=False)
    precision, recall, pr_t = precision_recall_curve(y, p)
    true, pred = calibration_curve(y, p, n_bins=10)
    return {
        "name": name,
        "y": y.tolist(),
        "p": p.tolist(),
        "roc": {"x": clean(fpr), "y": clean(tpr), "threshold": clean(roc_t), "area": float(auc(fpr, tpr))},
        "pr": {"x": clean(recall), "y": clean(precision), "threshold": clean(pr_t)},
        "calibration": {"x": clean(pred), "y": clean(true)},
    }


y = rng.integers(0, 2, 90)
p = 1 / (1 + np.exp(-(rng.normal(size=90) + y)))
y3 = rng.integers(0, 3, 70)
p3 = rng.dirichlet([1, 1, 1], 70) * 0.6 + 0.4 * np.eye(3)[y3]
report = classification_report(y3, p3.argmax(axis=1), output_dict=True, zero_division=0)
scores = rng.normal(0.8, 0.05, 5)
low, high = stats.t.interval(0.95, 4, loc=scores.mean(), scale=stats.sem(scores))
out = {
    "binary": [
        binary("smooth", y, p),
        binary("ties on the edges of bins", y, np.round(p, 1)),
        binary("two scores", y, np.where(p > 0.5, 0.75, 0.25)),
    ],
    "multiclass": {
        "y": y3.tolist(),
        "proba": p3.ravel().tolist(),
        "confusion": confusion_matrix(y3, p3.argmax(axis=1)).ravel().tolist(),
        "report": [report[str(k)] for k in range(3)],
    },
    "summary": {"scores": scores.tolist(), "sd": float(scores.std(ddof=1)), "low": float(low), "high": float(high)},
}
with open("reference.json", "w", encoding="utf-8") as file:
    json.dump(out, file)
