"""RobustScaler of scikit-learn. Writes reference.json."""
import pathlib
import sys

from sklearn.preprocessing import RobustScaler

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "transformers-shared"))
from reference_numbers import write

write([
    ("defaults", {}, RobustScaler()),
    ("centre only", {"withScaling": False}, RobustScaler(with_scaling=False)),
    ("scale only", {"withCentering": False}, RobustScaler(with_centering=False)),
    ("wider range", {"quantileMin": 5, "quantileMax": 97.5}, RobustScaler(quantile_range=(5, 97.5))),
    ("no range", {"quantileMin": 40, "quantileMax": 40}, RobustScaler(quantile_range=(40, 40))),
])
