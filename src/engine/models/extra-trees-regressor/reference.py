"""ExtraTreesRegressor of scikit-learn over seeds. Writes reference.json."""
import pathlib
import sys

from sklearn.ensemble import ExtraTreesRegressor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "trees" / "forest"))
from reference_forests import DRAWN, LIMITS, OF_VALUES, write

write(ExtraTreesRegressor, False, LIMITS + OF_VALUES + DRAWN)
