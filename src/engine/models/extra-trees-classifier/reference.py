"""ExtraTreesClassifier of scikit-learn over seeds. Writes reference.json."""
import pathlib
import sys

from sklearn.ensemble import ExtraTreesClassifier

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "trees" / "forest"))
from reference_forests import DRAWN, LIMITS, OF_CLASSES, write

write(ExtraTreesClassifier, True, LIMITS + OF_CLASSES + DRAWN)
