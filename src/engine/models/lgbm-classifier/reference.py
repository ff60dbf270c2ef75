"""LightGBM's classification trees, split for split, on small real sets; and what it predicts after thirty rounds."""
import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "trees/lightgbm"))
from reference_trees import case  # noqa: E402
from reference_sets import cancer, described, wine  # noqa: E402

sets = {"cancer": cancer(), "wine": wine()}
binary = {"objective": "binary", "num_leaves": 6, "min_data_in_leaf": 10}
multi = {"objective": "multiclass", "num_class": 3, "num_leaves": 5, "min_data_in_leaf": 10}
cases = [
    case(sets, "cancer", {"objective": "binary", "min_gain_to_split": 1e-2}, rounds=2), case(sets, "cancer", binary), case(sets, "cancer", binary, weighted=True),
    *(case(sets, "cancer", {**binary, **more}) for more in ({"scale_pos_weight": 3}, {"is_unbalance": True}, {"lambda_l2": 5, "lambda_l1": 1}, {"min_gain_to_split": 4}, {"min_sum_hessian_in_leaf": 6}, {"max_delta_step": 0.5},
                                                             {"boost_from_average": False}, {"monotone_constraints": [-1, 0, 0, -1, 1]}, {"interaction_constraints": [[0, 1, 2], [3, 4]]})),
    case(sets, "wine", multi, rounds=3), case(sets, "wine", multi, weighted=True, rounds=3), case(sets, "wine", {**multi, "objective": "multiclassova"}, rounds=3),
]
Path(__file__).with_name("reference.json").write_text(json.dumps({"sets": described(sets), "cases": cases}, separators=(",", ":")))
