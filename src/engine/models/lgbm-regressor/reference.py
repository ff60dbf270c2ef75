"""LightGBM's regression trees, split for split, on small real sets; and what it predicts after thirty rounds."""
import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "trees/lightgbm"))
from reference_trees import case, fitted  # noqa: E402
from reference_sets import by_chance, described, diabetes, gaps, many, penguins  # noqa: E402

sets = {"diabetes": diabetes(), "gaps": gaps(), "penguins": penguins(), "many": many()}
base = {"num_leaves": 7, "min_data_in_leaf": 10}
cases = [
    case(sets, "diabetes", {}, rounds=2), case(sets, "diabetes", base), case(sets, "diabetes", base, weighted=True), case(sets, "gaps", base), case(sets, "gaps", {"num_leaves": 12}),
    *(case(sets, "diabetes", {**base, **more}) for more in (
        {"lambda_l2": 10}, {"lambda_l1": 15}, {"min_gain_to_split": 30}, {"min_sum_hessian_in_leaf": 30}, {"max_delta_step": 0.7}, {"learning_rate": 0.3}, {"boost_from_average": False}, {"lambda_l1": 5, "max_delta_step": 1.5},
        {"max_depth": 2}, {"path_smooth": 5}, {"min_data_in_leaf": 40}, {"monotone_constraints": [1, -1, 0, 1, -1]}, {"monotone_constraints": [-1, 0, 0, 0, 0]}, {"monotone_constraints": [1, -1, 1, 1, -1], "monotone_penalty": 0.7}, {"monotone_constraints": [0, -1, 1, 0, 0], "monotone_penalty": 2.5, "min_gain_to_split": 3}, {"interaction_constraints": [[0, 1], [2, 3, 4]]},
        {"objective": "regression_l1"}, {"objective": "quantile", "alpha": 0.8}, {"objective": "huber", "alpha": 1.2}, {"objective": "fair", "fair_c": 1.5}, {"objective": "mape"},
        {"objective": "poisson"}, {"objective": "poisson", "poisson_max_delta_step": 0.2}, {"objective": "gamma"}, {"objective": "tweedie", "tweedie_variance_power": 1.4})),
    case(sets, "diabetes", {**base, "objective": "regression_l1"}, weighted=True),
    *(case(sets, "diabetes", {**base, "use_quantized_grad": True, "stochastic_rounding": False, **more}) for more in ({}, {"num_grad_quant_bins": 16}, {"quant_train_renew_leaf": True, "lambda_l2": 5})),
    # Where hessians differ, few steps of them make rows uncertain to count: the library counts a side's at once, the app bin by bin.
    case(sets, "diabetes", {**base, "use_quantized_grad": True, "stochastic_rounding": False, "objective": "poisson"}, long=4),
    case(sets, "penguins", base), case(sets, "penguins", {**base, "max_cat_to_onehot": 1, "min_data_per_group": 10}), case(sets, "many", {**base, "min_data_per_group": 5}), case(sets, "many", {**base, "min_data_per_group": 20, "cat_smooth": 2, "cat_l2": 1}),
    case(sets, "many", {**base, "min_data_per_group": 5, "max_cat_threshold": 3}), case(sets, "many", {**base, "max_cat_to_onehot": 30, "min_data_per_group": 5}),
]


def fit(X, y, categories, params, seed):
    return fitted(X, y, categories, {**params, "seed": seed}, 40).predict


# The library's dart drops the mean of the targets together with the first tree, which holds it.
apart = {"boost_from_average": False, "learning_rate": 0.3}
small = {"num_leaves": 8, "min_data_in_leaf": 5}
chance = by_chance(sets, "diabetes", fit, [{**small, **more} for more in (
    {"bagging_fraction": 0.5, "bagging_freq": 1}, {"bagging_fraction": 0.5, "bagging_freq": 5}, {"feature_fraction": 0.4}, {"feature_fraction_bynode": 0.4}, {"extra_trees": True}, {"data_sample_strategy": "goss", "learning_rate": 0.3},
    {"use_quantized_grad": True}, {"use_quantized_grad": True, "quant_train_renew_leaf": True, "num_grad_quant_bins": 8},
    {"boosting": "dart", "skip_drop": 0.2, **apart}, {"boosting": "dart", "skip_drop": 0.0, "uniform_drop": True, "xgboost_dart_mode": True, "drop_rate": 0.3, **apart}, {"boosting": "rf", "bagging_fraction": 0.6, "bagging_freq": 1})])
Path(__file__).with_name("reference.json").write_text(json.dumps({"sets": described(sets), "cases": cases, "chance": chance}, separators=(",", ":")))
