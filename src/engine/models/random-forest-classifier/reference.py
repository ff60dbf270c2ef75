"""RandomForestClassifier of scikit-learn over seeds. Writes reference.json."""
import pathlib
import sys

from sklearn.ensemble import RandomForestClassifier

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "trees" / "forest"))
from reference_forests import DRAWN, LIMITS, OF_CLASSES, write

write(RandomForestClassifier, True, LIMITS + OF_CLASSES + DRAWN)
