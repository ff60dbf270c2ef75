"""log1p by NumPy through scikit-learn's FunctionTransformer. Writes reference.json."""
import pathlib
import sys

import numpy as np
from sklearn.preprocessing import FunctionTransformer

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "transformers-shared"))
from reference_numbers import write


def table(rng, rows):
    return {
        "zero to large": np.exp(rng.normal(0, 4, rows)) * (rng.uniform(size=rows) < 0.9),
        "tiny": rng.uniform(0, 1e-12, rows),
        "holes": np.where(rng.uniform(size=rows) < 0.3, np.nan, rng.uniform(0, 50, rows)),
    }


write([
    ("defaults", {}, FunctionTransformer(np.log1p)),
    ("signed", {"signed": True}, FunctionTransformer(lambda x: np.sign(x) * np.log1p(np.abs(x)))),
], table)
