"""Fences of one and a half interquartile ranges by NumPy (feature_engine's Winsorizer with capping_method='iqr'). Writes reference.json."""
import pathlib
import sys

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "transformers-shared"))
from reference_numbers import write


class Fences(TransformerMixin, BaseEstimator):
    def __init__(self, fold):
        self.fold = fold

    def fit(self, X, y=None):
        first, third = np.nanpercentile(X, [25, 75], axis=0)
        self.low, self.high = first - self.fold * (third - first), third + self.fold * (third - first)
        return self

    def transform(self, X):
        return np.clip(X, self.low, self.high)


write([
    ("defaults", {}, Fences(1.5)),
    ("tight", {"fold": 0}, Fences(0)),
    ("wide", {"fold": 3}, Fences(3)),
])
