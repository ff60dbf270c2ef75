"""LightGBM's ranking trees, split for split, on a small real set; and what it predicts after thirty rounds."""
import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "trees/lightgbm"))
from reference_trees import case  # noqa: E402
from reference_sets import described, grades  # noqa: E402

sets = {"grades": grades()}
base = {"num_leaves": 7, "min_data_in_leaf": 10, "objective": "lambdarank"}
cases = [case(sets, "grades", {**base, **more}, weighted) for more, weighted in (
    ({}, False), ({}, True), ({"num_leaves": 12, "lambda_l2": 1}, False), ({"lambdarank_truncation_level": 4}, False), ({"lambdarank_norm": False}, False), ({"sigmoid": 2.0}, False),
    ({"objective": "rank_xendcg", "objective_seed": 5}, False))]
Path(__file__).with_name("reference.json").write_text(json.dumps({"sets": described(sets), "cases": cases}, separators=(",", ":")))
