"""
CatBoostRanker's trees and predictions without its random things: no bootstrap, no noise, rows in their order.

The small ranking of the other libraries (diabetes as queries), and the same with two category columns. YetiRank is stochastic: it
is the same every time with noise=No; its quality with noise is kept as NDCG over several seeds.
"""
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from catboost import CatBoostRanker, Pool

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "trees/boosting"))
sys.path.insert(0, str(HERE.parent / "cat-boost-regressor"))
from reference import FIXED, keywords, short, splits  # noqa: E402
from reference_sets import QUERIES, described, grades  # noqa: E402

OF_LOSS = {"mode": "mode", "permutations": "permutations", "decay": "decay", "top": "top", "numNeighbors": "num_neighbors", "dcgType": "dcg_type", "dcgDenominator": "dcg_denominator", "noise": "noise",
           "noisePower": "noise_power", "beta": "beta", "lambda": "lambda", "maxPairs": "max_pairs"}
rng = np.random.default_rng(4)
X, y, _ = grades()
X = np.round(X * (1 + 1e-3 * rng.normal(size=X.shape)), 5)
group = np.repeat(np.arange(len(QUERIES)), QUERIES)
codes = {"ward": rng.integers(0, 9, len(y)), "drug": rng.integers(0, 17, len(y))}
mixed = np.clip(y + (codes["ward"] % 3) - 1 + (codes["drug"] % 2), 0, 4)
shares = y / 3


def loss(params):
    extra = [f"{theirs}={params[ours]}" for ours, theirs in OF_LOSS.items() if ours in params]
    return params["lossFunction"] + (":" + ";".join(extra) if extra else "")


def fit(data, target, params, iterations, fixed=FIXED, **more):
    given = keywords({k: v for k, v in params.items() if k not in OF_LOSS and k != "lossFunction"})
    return CatBoostRanker(iterations=iterations, loss_function=loss(params), **fixed, **given, **more).fit(Pool(data, target, group_id=group))


cases = []


def case(params, weighted=None, target="grades", iterations=8):
    settings = {"learningRate": 0.2, "depth": 3, **params}
    weight = {None: {}, "rows": {"weight": 1.0 + np.arange(len(y)) % 3}, "queries": {"group_weight": 1.0 + group % 3}}[weighted]
    given = keywords({k: v for k, v in settings.items() if k not in OF_LOSS and k != "lossFunction"})
    data = Pool(X, y if target == "grades" else shares, group_id=group, **weight)
    model = CatBoostRanker(iterations=iterations, loss_function=loss(settings), **FIXED, **given).fit(data)
    cases.append({"params": {"iterations": iterations, **settings}, "weighted": weighted, "target": target, "splits": splits(model), "raw": short(model.predict(X))})


for name in ("QueryRMSE", "PairLogit", "QuerySoftMax"):
    case({"lossFunction": name})
    case({"lossFunction": name, "boostingType": "Ordered"})
case({"lossFunction": "QueryRMSE"}, "rows")
case({"lossFunction": "QuerySoftMax"}, "rows")
case({"lossFunction": "PairLogit"}, "queries")
case({"lossFunction": "QueryRMSE", "leafEstimationMethod": "Gradient"})
case({"lossFunction": "QueryRMSE", "growPolicy": "Depthwise"})
case({"lossFunction": "PairLogit", "leafEstimationIterations": 10})
case({"lossFunction": "PairLogit", "leafEstimationMethod": "Gradient", "leafEstimationIterations": 5})
case({"lossFunction": "PairLogit", "growPolicy": "Lossguide", "maxLeaves": 6, "depth": 5})
case({"lossFunction": "QuerySoftMax", "leafEstimationIterations": 20})
case({"lossFunction": "QuerySoftMax", "leafEstimationMethod": "Newton", "beta": 0.7, "lambda": 0.1})
still = {"lossFunction": "YetiRank", "noise": "No", "permutations": 1, "l2LeafReg": 1}
case(still)
case({**still, "boostingType": "Ordered"})
case({**still, "decay": 0.5}, "queries")
for mode in ("DCG", "NDCG", "MRR", "MAP"):
    # MRR looks at few pairs: after some trees splits are equal, and which is taken is a matter of rounding.
    rounds = 2 if mode == "MRR" else 8
    case({**still, "mode": mode}, iterations=rounds)
    case({**still, "mode": mode, "top": 5, "numNeighbors": 4}, iterations=rounds)
    case({**still, "mode": mode, "numNeighbors": -1})
case({**still, "mode": "NDCG", "dcgType": "Exp", "dcgDenominator": "Position", "top": 7})
case({**still, "mode": "ERR"}, target="shares")
case({**still, "mode": "ERR", "numNeighbors": -1, "top": 6}, target="shares")

frame = pd.DataFrame({**{f"x{j}": X[:, j] for j in range(X.shape[1])}, **{name: [f"{name} {code:02d}" for code in values] for name, values in codes.items()}})
categories = []


def with_categories(params, iterations=8):
    settings = {"learningRate": 0.2, "depth": 3, "oneHotMaxSize": 2, **params}
    given = keywords({k: v for k, v in settings.items() if k not in OF_LOSS and k != "lossFunction"})
    model = CatBoostRanker(iterations=iterations, loss_function=loss(settings), **FIXED, **given).fit(Pool(frame, mixed, group_id=group, cat_features=list(codes)))
    categories.append({"params": {"iterations": iterations, **settings}, "raw": short(model.predict(frame)[:60])})


with_categories({"lossFunction": "QueryRMSE"})
with_categories({"lossFunction": "PairLogit", "maxCtrComplexity": 2})
with_categories({"lossFunction": "QuerySoftMax", "boostingType": "Ordered", "maxCtrComplexity": 2})


def ndcg(truth, said):
    found = []
    for q in np.unique(group):
        at = group == q
        gains = truth[at][np.argsort(-said[at], kind="stable")]
        best = np.sort(truth[at])[::-1]
        discounts = 1 / np.log2(np.arange(2, len(gains) + 2))
        found.append(float(gains @ discounts / (best @ discounts)) if best.max() > 0 else 1.0)
    return float(np.mean(found))


quality = []
for params in ({}, {"mode": "NDCG"}, {"mode": "MAP"}, {"noise": "Gauss", "noisePower": 0.5}, {"boostingType": "Ordered"}):
    settings = {"lossFunction": "YetiRank", "learningRate": 0.1, "depth": 3, **params}
    free = {"allow_writing_files": False, "verbose": 0, "thread_count": 1}
    scores = [ndcg(y, fit(X, y, settings, 30, free, random_seed=seed).predict(X)) for seed in range(20)]
    quality.append({"params": {"iterations": 30, **settings}, "mean": float(f"{np.mean(scores):.5g}"), "sd": float(f"{np.std(scores, ddof=1):.3g}")})

table = described({"grades": (X, y, None)})["grades"]
(HERE / "reference.json").write_text(json.dumps({"set": table, "shares": shares.tolist(), "mixed": mixed.tolist(), "codes": {name: values.tolist() for name, values in codes.items()}, "cases": cases, "categories": categories, "quality": quality}, separators=(",", ":")))
