"""QuantileTransformer of scikit-learn, on all rows. Writes reference.json."""
import pathlib
import sys

from sklearn.preprocessing import QuantileTransformer

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "transformers-shared"))
from reference_numbers import write

write([
    ("defaults", {}, QuantileTransformer(subsample=None)),
    ("normal", {"outputDistribution": "normal"}, QuantileTransformer(output_distribution="normal", subsample=None)),
    ("few landmarks", {"nQuantiles": 7}, QuantileTransformer(n_quantiles=7, subsample=None)),
    ("few, normal", {"nQuantiles": 10, "outputDistribution": "normal"}, QuantileTransformer(n_quantiles=10, output_distribution="normal", subsample=None)),
])
