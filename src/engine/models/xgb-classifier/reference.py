"""XGBoost's classification trees, split for split, on small real sets; and what it predicts after thirty rounds."""
import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "trees/xgboost"))
from reference_trees import case  # noqa: E402
from reference_sets import cancer, described, wine  # noqa: E402

sets = {"cancer": cancer(), "wine": wine()}
binary = {"objective": "binary:logistic", "max_depth": 3}
multi = {"objective": "multi:softprob", "num_class": 3, "max_depth": 3}
cases = [
    case(sets, "cancer", {"objective": "binary:logistic"}, rounds=2), case(sets, "cancer", binary), case(sets, "cancer", binary, weighted=True),
    *(case(sets, "cancer", {**binary, **more}) for more in ({"scale_pos_weight": 3}, {"reg_lambda": 5, "reg_alpha": 1}, {"gamma": 4}, {"min_child_weight": 6}, {"max_delta_step": 0.5}, {"base_score": 0.2},
                                                             {"max_depth": 0, "max_leaves": 6, "grow_policy": "lossguide"}, {"monotone_constraints": "(-1,0,0,-1,1)"}, {"interaction_constraints": "[[0,1,2],[3,4]]"})),
    case(sets, "wine", multi, rounds=3), case(sets, "wine", multi, weighted=True, rounds=3), case(sets, "wine", {**multi, "num_parallel_tree": 2, "reg_lambda": 0.5}, rounds=2, long=15),
    case(sets, "cancer", {"objective": "multi:softprob", "num_class": 2, "max_depth": 3}, rounds=3),
]
Path(__file__).with_name("reference.json").write_text(json.dumps({"sets": described(sets), "cases": cases}, separators=(",", ":")))
