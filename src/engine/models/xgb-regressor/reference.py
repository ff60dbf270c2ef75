"""XGBoost's regression trees, split for split, on small real sets; and what it predicts after thirty rounds."""
import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "trees/xgboost"))
import xgboost as xgb  # noqa: E402
from reference_trees import case, fitted  # noqa: E402
from reference_sets import by_chance, described, diabetes, gaps, many, penguins  # noqa: E402

sets = {"diabetes": diabetes(), "gaps": gaps(), "penguins": penguins(), "many": many()}
base = {"max_depth": 3}
cases = [
    case(sets, "diabetes", {}, rounds=2), case(sets, "diabetes", base), case(sets, "diabetes", base, weighted=True), case(sets, "gaps", base), case(sets, "gaps", {"max_depth": 4}, weighted=True),
    *(case(sets, "diabetes", {**base, **more}) for more in (
        {"reg_lambda": 10}, {"reg_alpha": 15}, {"gamma": 30}, {"min_child_weight": 30}, {"max_delta_step": 0.7}, {"learning_rate": 0.1}, {"base_score": 3.0}, {"reg_alpha": 5, "max_delta_step": 1.5},
        {"max_depth": 0, "max_leaves": 7, "grow_policy": "lossguide"}, {"max_depth": 6, "max_leaves": 9, "grow_policy": "lossguide"}, {"max_leaves": 5},
        {"monotone_constraints": "(1,-1,0,1,-1)"}, {"monotone_constraints": "(-1,0,0,0,0)"}, {"interaction_constraints": "[[0,1],[2,3,4]]"}, {"num_parallel_tree": 2},
        {"objective": "reg:absoluteerror"}, {"objective": "reg:quantileerror", "quantile_alpha": 0.8}, {"objective": "reg:pseudohubererror", "huber_slope": 2.0}, {"objective": "reg:squaredlogerror"},
        {"objective": "count:poisson"}, {"objective": "count:poisson", "max_delta_step": 0.2}, {"objective": "reg:gamma"}, {"objective": "reg:tweedie", "tweedie_variance_power": 1.4})),
    case(sets, "diabetes", {**base, "objective": "reg:absoluteerror"}, weighted=True), case(sets, "gaps", {**base, "objective": "reg:gamma"}, weighted=True),
    case(sets, "penguins", base), case(sets, "penguins", {"max_cat_to_onehot": 1, **base}), case(sets, "many", base), case(sets, "many", {**base, "max_cat_threshold": 4}), case(sets, "many", {**base, "max_cat_to_onehot": 30}),
]


def fit(X, y, categories, params, seed):
    model, _ = fitted(X, y, categories, {**params, "seed": seed}, 40)
    return lambda rows: model.predict(xgb.DMatrix(rows))


dart = {"max_depth": 4, "booster": "dart", "rate_drop": 0.2}
chance = by_chance(sets, "diabetes", fit, [
    {"max_depth": 4, "subsample": 0.5}, {"max_depth": 4, "subsample": 0.3, "sampling_method": "gradient_based"}, {"max_depth": 4, "subsample": 0.4, "sampling_method": "gradient_based", "num_parallel_tree": 4}, {"max_depth": 4, "colsample_bytree": 0.4}, {"max_depth": 4, "colsample_bylevel": 0.4}, {"max_depth": 4, "colsample_bynode": 0.4}, dart, {**dart, "skip_drop": 0.5, "normalize_type": "forest"},
    {**dart, "rate_drop": 0.02, "one_drop": True, "sample_type": "weighted"}, {"max_depth": 4, "subsample": 0.6, "colsample_bynode": 0.5, "num_parallel_tree": 5}])
Path(__file__).with_name("reference.json").write_text(json.dumps({"sets": described(sets), "cases": cases, "chance": chance}, separators=(",", ":")))
