"""XGBoost's ranking trees, split for split, on a small real set; and what it predicts after thirty rounds."""
import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "trees/xgboost"))
from reference_trees import case  # noqa: E402
from reference_sets import described, grades  # noqa: E402

sets = {"grades": grades()}
base = {"max_depth": 3, "objective": "rank:ndcg"}
cases = [case(sets, "grades", {**base, **more}) for more in (
    {}, {"max_depth": 6, "learning_rate": 0.1}, {"lambdarank_num_pair_per_sample": 5}, {"lambdarank_pair_method": "mean", "lambdarank_num_pair_per_sample": 2}, {"ndcg_exp_gain": False},
    {"lambdarank_normalization": False}, {"lambdarank_score_normalization": False}, {"objective": "rank:pairwise"}, {"objective": "rank:pairwise", "lambdarank_pair_method": "mean"})]
Path(__file__).with_name("reference.json").write_text(json.dumps({"sets": described(sets), "cases": cases}, separators=(",", ":")))
