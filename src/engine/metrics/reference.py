"""What scikit-learn says of every metric, on data sets with ties, missing classes and degenerate rows. Writes reference.json."""
import json
import math
import warnings

import lightgbm as lgb
import numpy as np
import xgboost as xgb
from sklearn import metrics as sk

warnings.filterwarnings("ignore")
rng = np.random.default_rng(7)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def plain(value):
    value = float(value)
    return None if math.isnan(value) else value


def classification(name, y, proba, pred=None, weight=None):
    y = np.asarray(y)
    proba = np.asarray(proba, dtype=float)
    k = proba.shape[1]
    pred = proba.argmax(axis=1) if pred is None else np.asarray(pred)
    labels = list(range(k))
    w = {"sample_weight": weight}
    mode = {"average": "binary", "pos_label": 1} if k == 2 else {"average": "macro"}
    onehot = np.stack([(y == c).astype(int) for c in labels], axis=1)
    out = {
        "accuracy": sk.accuracy_score(y, pred, **w),
        "balanced-accuracy": sk.balanced_accuracy_score(y, pred, **w),
        "precision": sk.precision_score(y, pred, **mode, **w),
        "recall": sk.recall_score(y, pred, **mode, **w),
        "f1": sk.f1_score(y, pred, **mode, **w),
        "f1-weighted": sk.f1_score(y, pred, average="weighted", **w),
        "log-loss": sk.log_loss(y, proba, labels=labels, **w),
        "brier": sk.brier_score_loss(y, proba, labels=labels, **w),
        "mcc": sk.matthews_corrcoef(y, pred, **w),
        "cohen-kappa": sk.cohen_kappa_score(y, pred, **w),
    }
    if k == 2:
        out["roc-auc"] = sk.roc_auc_score(y, proba[:, 1], **w)
        out["pr-auc"] = sk.average_precision_score(onehot[:, 1], proba[:, 1], **w)
    else:
        out["roc-auc"] = sk.roc_auc_score(y, proba, multi_class="ovr", labels=labels, **w)
        out["pr-auc"] = np.mean([sk.average_precision_score(onehot[:, c], proba[:, c], **w) for c in labels])
        out["f1-micro"] = sk.f1_score(y, pred, average="micro", **w)
        out["precision-weighted"] = sk.precision_score(y, pred, average="weighted", **w)
        out["top-3-accuracy"] = sk.top_k_accuracy_score(y, proba, k=3, labels=labels, **w)
    return {
        "name": name,
        "classes": [f"c{c}" for c in labels],
        "yTrue": y.tolist(),
        "yPred": pred.tolist(),
        "proba": proba.ravel().tolist(),
        "weight": None if weight is None else weight.tolist(),
        "scores": {key: plain(value) for key, value in out.items()},
    }


def regression(name, y, pred, weight=None):
    y, pred = np.asarray(y, dtype=float), np.asarray(pred, dtype=float)
    w = {"sample_weight": weight}
    out = {
        "mse": sk.mean_squared_error(y, pred, **w),
        "rmse": sk.root_mean_squared_error(y, pred, **w),
        "mae": sk.mean_absolute_error(y, pred, **w),
        "median-ae": sk.median_absolute_error(y, pred, **w),
        "r2": sk.r2_score(y, pred, **w),
        "mape": sk.mean_absolute_percentage_error(y, pred, **w),
        "explained-variance": sk.explained_variance_score(y, pred, **w),
        "pinball-10": sk.mean_pinball_loss(y, pred, alpha=0.1, **w),
        "pinball-90": sk.mean_pinball_loss(y, pred, alpha=0.9, **w),
    }
    if weight is None:
        out["max-error"] = sk.max_error(y, pred)
    return {
        "name": name,
        "classes": None,
        "yTrue": y.tolist(),
        "yPred": pred.tolist(),
        "proba": None,
        "weight": None if weight is None else weight.tolist(),
        "scores": {key: plain(value) for key, value in out.items()},
    }


def binary(n, step=None):
    y = rng.integers(0, 2, n)
    p = 1 / (1 + np.exp(-(rng.normal(size=n) + 1.2 * (y - 0.5))))
    p = p if step is None else np.round(p / step) * step
    return y, np.stack([1 - p, p], axis=1)


def multiclass(n, k, step=None):
    y = rng.integers(0, k, n)
    z = rng.normal(size=(n, k)) + 1.1 * np.eye(k)[y]
    if step is not None:
        z = np.round(z / step) * step
    return y, softmax(z)


cases = []
y, p = binary(120)
cases.append(classification("two classes", y, p))
cases.append(classification("two classes, weighted", y, p, weight=np.round(rng.uniform(0.1, 3, 120), 3)))
cases.append(classification("two classes, some weights zero", y, p, weight=rng.integers(0, 3, 120).astype(float)))
y, p = binary(90, step=0.1)
cases.append(classification("many ties, certain rows", y, p))
cases.append(classification("ties, weighted", y, p, weight=rng.integers(1, 4, 90).astype(float)))
y, p = binary(60)
rare = (np.arange(60) % 20 == 0).astype(int)
cases.append(classification("rare class never called", rare, p * 0.4 + np.array([0.6, 0]), pred=np.zeros(60, dtype=int)))
cases.append(classification("negatives only", np.zeros(20, dtype=int), p[:20]))
cases.append(classification("positives only", np.ones(20, dtype=int), p[:20]))
cases.append(classification("negatives only, none called", np.zeros(8, dtype=int), np.tile([0.9, 0.1], (8, 1))))
cases.append(classification("constant scores", y[:30], np.full((30, 2), 0.5)))
cases.append(classification("perfect", y[:30], np.eye(2)[y[:30]]))
cases.append(classification("always wrong", y[:30], np.eye(2)[1 - y[:30]]))
y, p = multiclass(150, 4)
cases.append(classification("four classes", y, p))
cases.append(classification("four classes, weighted", y, p, weight=np.round(rng.uniform(0, 2, 150), 3)))
y, p = multiclass(80, 5, step=0.5)
cases.append(classification("five classes with ties", y, p))
y = np.where(y == 2, 3, y)
cases.append(classification("a class is missing", y, p))
pred = np.where(p.argmax(axis=1) == 2, 0, p.argmax(axis=1))
cases.append(classification("a class is neither true nor called", y, p, pred=pred))
y, p = multiclass(70, 3)
cases.append(classification("three classes", y, p))

t = rng.normal(size=100) * 3 + 10
cases.append(regression("regression", t, t + rng.normal(size=100)))
cases.append(regression("regression, weighted", t, t + rng.normal(size=100), weight=np.round(rng.uniform(0, 2, 100), 3)))
cases.append(regression("whole weights, even halves", t[:8], t[:8] + np.arange(8), weight=np.array([1, 1, 1, 1, 0, 2, 1, 1.0])))
cases.append(regression("odd count", t[:31], t[::-1][:31]))
cases.append(regression("zeros among the true values", np.array([0, 0, 1, 2, -3.0]), np.array([0, 0.5, 1, 1, -2.0])))
cases.append(regression("constant target, perfect", np.full(6, 4.0), np.full(6, 4.0)))
cases.append(regression("constant target, missed", np.full(6, 4.0), np.arange(6)))
cases.append(regression("one row", [3.0], [2.5]))
cases.append(regression("large offset", t + 1e6, t + 1e6 + rng.normal(size=100)))

def ranking(name, y, scores, groups, ks=(1, 3, 5, 10)):
    """What scikit-learn, LightGBM and XGBoost say of an order: the last two evaluate `scores` as the start of a model that learns nothing."""
    y, scores, groups = (np.asarray(v, dtype=float) for v in (y, scores, groups))
    order = np.argsort(groups, kind="stable")
    sizes = np.unique(groups, return_counts=True)[1]
    y_sorted, s_sorted, X = y[order], scores[order], np.zeros((len(y), 1))
    ends = np.cumsum(sizes)
    queries = [(y_sorted[end - n : end], s_sorted[end - n : end]) for n, end in zip(sizes, ends)]
    top = int(sizes.max())
    out = {}
    for k in (*ks, None):
        suffix = "" if k is None else f"@{k}"
        out[f"ndcg-linear{suffix}"] = np.mean([sk.ndcg_score([t], [p], k=k) for t, p in queries])
    out["mrr"] = np.mean([max((1 / (i + 1) for i, j in enumerate(np.argsort(-p, kind="stable")) if t[j] > 0.5), default=0) for t, p in queries])
    at = [*ks, top]
    found = {}
    data = lgb.Dataset(X, y_sorted, group=sizes, init_score=s_sorted, free_raw_data=False)
    lgb.train({"objective": "lambdarank", "metric": ["ndcg", "map"], "eval_at": at, "verbosity": -1, "min_data_in_leaf": 10**6, "label_gain": [2**i - 1 for i in range(31)]}, data, 1, valid_sets=[data], valid_names=["t"], callbacks=[lgb.record_evaluation(found)])
    light = {key: values[0] for key, values in found["t"].items()}
    for k in (*ks, None):
        suffix = "" if k is None else f"@{k}"
        out[f"ndcg{suffix}"] = light[f"ndcg@{k or top}"]
        out[f"map{suffix}"] = light[f"map@{k or top}"]
    matrix = xgb.DMatrix(X, y_sorted, base_margin=s_sorted)
    matrix.set_group(sizes)
    found = {}
    xgb.train({"objective": "rank:ndcg", "eta": 0, "eval_metric": [f"ndcg@{k}" for k in at]}, matrix, 1, evals=[(matrix, "t")], evals_result=found, verbose_eval=False)
    other = {key: values[0] for key, values in found["t"].items()}
    relevant = xgb.DMatrix(X, (y_sorted > 0.5).astype(float), base_margin=s_sorted)
    relevant.set_group(sizes)
    found = {}
    xgb.train({"objective": "rank:map", "eta": 0, "eval_metric": [f"map@{k}" for k in at]}, relevant, 1, evals=[(relevant, "t")], evals_result=found, verbose_eval=False)
    other.update({key: values[0] for key, values in found["t"].items()})
    for key, value in other.items():
        assert abs(value - light[key]) < 1e-5, (name, key, value, light[key])
    return {"name": name, "yTrue": y.tolist(), "yPred": scores.tolist(), "groups": groups.astype(int).tolist(), "scores": {key: plain(value) for key, value in out.items()}}


groups = np.repeat(np.arange(12), [3, 8, 20, 2, 15, 11, 4, 9, 30, 5, 7, 6])
grades = rng.integers(0, 5, len(groups))
noisy = np.round(grades + rng.normal(size=len(groups)) * 2, 6)
shuffled = rng.permutation(len(groups))
rankings = [
    ranking("grades of 0 to 4", grades, noisy, groups),
    ranking("rows of a query are not neighbours", grades[shuffled], noisy[shuffled], groups[shuffled]),
    ranking("relevant or not", (grades > 3).astype(int), noisy, groups),
    ranking("queries without anything relevant", np.where(groups % 3 == 0, 0, grades), noisy, groups),
    ranking("the best order", grades, grades + 0.01 * np.arange(len(groups)), groups),
    ranking("one query", grades[:20], noisy[:20], np.zeros(20)),
]
# Where scores tie, LightGBM and XGBoost keep the order of the rows and scikit-learn shares the places.
rankings.append(ranking("ties", grades, np.round(noisy / 3), groups))
rankings.append(ranking("a constant", grades, np.zeros(len(groups)), groups))

with open("reference.json", "w", encoding="utf-8") as file:
    json.dump({"cases": cases, "rankings": rankings}, file)
