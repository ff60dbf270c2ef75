"""MinMaxScaler of scikit-learn. Writes reference.json."""
import pathlib
import sys

from sklearn.preprocessing import MinMaxScaler

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "transformers-shared"))
from reference_numbers import write

write([
    ("defaults", {}, MinMaxScaler()),
    ("another range", {"featureMin": -2.5, "featureMax": 4}, MinMaxScaler((-2.5, 4))),
    ("clipped", {"clip": True}, MinMaxScaler(clip=True)),
])
