"""MaxAbsScaler of scikit-learn. Writes reference.json."""
import pathlib
import sys

from sklearn.preprocessing import MaxAbsScaler

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "transformers-shared"))
from reference_numbers import write

write([
    ("defaults", {}, MaxAbsScaler()),
    ("clipped", {"clip": True}, MaxAbsScaler(clip=True)),
])
