"""StandardScaler of scikit-learn. Writes reference.json."""
import pathlib
import sys

from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "transformers-shared"))
from reference_numbers import write

write([
    ("defaults", {}, StandardScaler()),
    ("mean only", {"withStd": False}, StandardScaler(with_std=False)),
    ("scale only", {"withMean": False}, StandardScaler(with_mean=False)),
    ("neither", {"withMean": False, "withStd": False}, StandardScaler(with_mean=False, with_std=False)),
])
