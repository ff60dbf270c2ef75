"""Numbers of the shap package and scikit-learn for the explainers' tests."""
import json
import math

import numpy as np
import shap
from sklearn.datasets import load_diabetes
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LogisticRegression, Ridge

rng = np.random.default_rng(3)


def curved(X):
    """Interactions and curves of six columns, two outputs; restated in the test."""
    first = X[:, 0] * X[:, 1] + np.sin(X[:, 2]) + X[:, 3] ** 2 + 0.5 * X[:, 4] * X[:, 5] * X[:, 0]
    return np.stack([first, 1 / (1 + np.exp(-first))], axis=1)


background = rng.normal(size=(12, 6)).round(6)
rows = rng.normal(size=(5, 6)).round(6)
rows[2, 1] = 0.25
kernel = shap.KernelExplainer(curved, background)
values = kernel.shap_values(rows, l1_reg=0, silent=True)  # rows x columns x outputs

data = load_diabetes()
X, y = data.data[:60].round(6), data.target[:60]
ridge = Ridge(alpha=0.1).fit(X, y)
linear = shap.LinearExplainer(ridge, shap.maskers.Independent(X[:40], max_samples=1000)).shap_values(X[40:])
labels = (y > 150).astype(int) + (y > 220)
logistic = LogisticRegression(C=10, max_iter=5000, tol=1e-9).fit(X, labels)
log_odds = shap.LinearExplainer(logistic, shap.maskers.Independent(X[:40], max_samples=1000)).shap_values(X[40:])

permuted = permutation_importance(ridge, X, y, n_repeats=400, random_state=0, scoring="r2")

json.dump(
    {
        "kernel": {"background": background.tolist(), "rows": rows.tolist(), "values": values.tolist(), "base": np.atleast_1d(kernel.expected_value).tolist()},
        "linear": {
            "X": X.tolist(), "y": y.tolist(), "coef": ridge.coef_.tolist(), "intercept": float(ridge.intercept_), "values": linear.tolist(),
        },
        "logistic": {"coef": logistic.coef_.tolist(), "intercept": logistic.intercept_.tolist(), "values": log_odds.tolist()},
        "permutation": {"mean": permuted.importances_mean.tolist(), "standardError": (permuted.importances_std / math.sqrt(400)).tolist()},
    },
    open("reference.json", "w"),
)
