"""Small models of XGBoost, LightGBM and scikit-learn in the plain form of ensemble.ts, and what each library (and shap) says of them."""
import json

import lightgbm as lgb
import numpy as np
import pandas as pd
import shap
import xgboost as xgb
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.inspection import partial_dependence

FIELDS = ["feature", "threshold", "left", "right", "missingLeft", "set", "value", "gain", "cover", "count"]


class Plain:
    """Collects trees, each a list of nodes (dicts) with children after their parents."""

    def __init__(self, columns, categories, outputs, width, **rest):
        self.head = {"columns": columns, "categories": categories, "outputs": outputs, "width": width, **rest}
        self.nodes, self.roots, self.sets, self.output = [], [0], [], []

    def add(self, nodes, output=0):
        start = len(self.nodes)
        for node in nodes:
            if node["left"] >= 0:
                node["left"] += start
                node["right"] += start
            members = node.pop("members", None)
            node["set"] = -1
            if members is not None:
                node["set"] = len(self.sets)
                words = [0] * (max(members, default=0) // 32 + 1)
                for c in members:
                    words[c // 32] |= 1 << (c % 32)
                self.sets += [len(words), *words]
            self.nodes.append(node)
        self.roots.append(len(self.nodes))
        self.output.append(output)

    def json(self):
        flat = {f: [n[f] for n in self.nodes] for f in FIELDS}
        flat["value"] = [float(v) for n in self.nodes for v in np.atleast_1d(n["value"])]
        return {**self.head, "roots": self.roots, "output": self.output, "sets": self.sets, **flat}


def from_xgboost(booster, categories, link):
    learner = json.loads(booster.save_raw("json"))["learner"]
    model = learner["gradient_booster"]["model"]
    outputs = max(1, int(learner["learner_model_param"]["num_class"]))
    base = np.atleast_1d(json.loads(learner["learner_model_param"]["base_score"])).astype(float)
    if link == "logistic":
        base = np.log(base / (1 - base))
    base = np.broadcast_to(base, outputs).tolist()
    plain = Plain(learner["feature_names"], categories, outputs, 1, base=base, combine="sum", link=link, float32=True)
    for tree, output in zip(model["trees"], model["tree_info"]):
        lists = {}
        for at, start, size in zip(tree["categories_nodes"], tree["categories_segments"], tree["categories_sizes"]):
            lists[at] = set(tree["categories"][start : start + size])
        nodes = []
        for i, left in enumerate(tree["left_children"]):
            leaf = left < 0
            j = -1 if leaf else tree["split_indices"][i]
            node = {
                "feature": j, "left": left, "right": tree["right_children"][i], "missingLeft": tree["default_left"][i],
                # A row goes left below the condition.
                "threshold": 0 if leaf or i in lists else float(np.nextafter(np.float32(tree["split_conditions"][i]), np.float32(-np.inf))),
                "value": float(np.float32(tree["split_conditions"][i])) if leaf else 0,
                "gain": tree["loss_changes"][i], "cover": tree["sum_hessian"][i], "count": 0,
            }
            if i in lists:
                # XGBoost lists the categories that go right.
                node["members"] = [c for c in range(len(categories[j])) if c not in lists[i]]
            nodes.append(node)
        plain.add(nodes, output)
    return plain.json()


def from_lightgbm(booster, categories, link):
    dump = booster.dump_model()
    outputs = dump["num_tree_per_iteration"]
    plain = Plain(dump["feature_names"], categories, outputs, 1, base=[0.0] * outputs, combine="sum", link=link, float32=False)

    def walk(node, nodes):
        at = len(nodes)
        if "leaf_value" in node:
            nodes.append({"feature": -1, "threshold": 0, "left": -1, "right": -1, "missingLeft": 0, "value": node["leaf_value"], "gain": 0, "cover": node.get("leaf_weight", 0), "count": node.get("leaf_count", 0)})
            return at
        made = {"feature": node["split_feature"], "threshold": 0, "missingLeft": int(node["default_left"]), "value": 0, "gain": node["split_gain"], "cover": node["internal_weight"], "count": node["internal_count"]}
        if node["decision_type"] == "==":
            made["members"] = [int(c) for c in node["threshold"].split("||")]
            made["missingLeft"] = 0
        else:
            made["threshold"] = node["threshold"]
        nodes.append(made)
        made["left"] = walk(node["left_child"], nodes)
        made["right"] = walk(node["right_child"], nodes)
        return at

    for i, tree in enumerate(dump["tree_info"]):
        nodes = []
        walk(tree["tree_structure"], nodes)
        plain.add(nodes, i % outputs)
    return plain.json()


def from_sklearn(forest, columns, outputs):
    plain = Plain(columns, [None] * len(columns), outputs, outputs, base=[0.0] * outputs, combine="mean", link="identity", float32=True)
    for tree in (e.tree_ for e in forest.estimators_):
        nodes = []
        for i in range(tree.node_count):
            leaf = tree.children_left[i] < 0
            nodes.append({
                "feature": -1 if leaf else int(tree.feature[i]), "threshold": 0 if leaf else float(tree.threshold[i]), "left": int(tree.children_left[i]), "right": int(tree.children_right[i]),
                "missingLeft": int(tree.missing_go_to_left[i]), "value": tree.value[i][0].tolist(), "gain": 0, "cover": float(tree.weighted_n_node_samples[i]), "count": int(tree.n_node_samples[i]),
            })
            if not leaf:
                l, r = tree.children_left[i], tree.children_right[i]
                w = tree.weighted_n_node_samples
                nodes[-1]["gain"] = float(w[i] * tree.impurity[i] - w[l] * tree.impurity[l] - w[r] * tree.impurity[r])
        plain.add(nodes)
    return plain.json()


def rounded(a, digits=9):
    return np.asarray(a, dtype=float).round(digits).tolist()


def cells(a):
    """Rows as JSON knows them: null where a cell is missing."""
    return [[None if np.isnan(v) else float(v) for v in row] for row in a]


rng = np.random.default_rng(7)
N, P = 300, 5
X = rng.normal(size=(N, P)).round(3)
signal = X[:, 0] * X[:, 1] + np.sin(2 * X[:, 2]) + 0.5 * X[:, 3]
X[rng.random(X.shape) < 0.1] = np.nan
columns = [f"x{j}" for j in range(P)]
rows, background = slice(0, 8), slice(100, 112)
yes = (signal + 0.3 * rng.normal(size=N) > 0).astype(int)


def boosted_yes_no():
    data = xgb.DMatrix(X, yes, feature_names=columns)
    booster = xgb.train({"objective": "binary:logistic", "max_depth": 5, "eta": 0.3, "nthread": 1}, data, 12)
    some = xgb.DMatrix(X[rows], feature_names=columns)
    margin = shap.TreeExplainer(booster, X[background], feature_perturbation="interventional")
    chance = shap.TreeExplainer(booster, X[background], feature_perturbation="interventional", model_output="probability")
    return {
        "ensemble": from_xgboost(booster, [None] * P, "logistic"), "rows": cells(X[rows]), "background": cells(X[background]),
        "margin": rounded(booster.predict(some, output_margin=True)), "path": rounded(booster.predict(some, pred_contribs=True)),
        "interactions": rounded(booster.predict(some, pred_interactions=True)),
        "interventional": rounded(margin.shap_values(X[rows])), "interventionalBase": float(margin.expected_value),
        "probability": rounded(chance.shap_values(X[rows])), "probabilityBase": float(chance.expected_value),
        "importance": {kind: booster.get_score(importance_type=kind) for kind in ["weight", "gain", "cover", "total_gain", "total_cover"]},
    }


towns = np.array(list("abcdefgh"))[rng.integers(0, 8, N)]
codes = np.array([ord(c) - ord("a") for c in towns], dtype=float)
codes[rng.random(N) < 0.08] = np.nan
frame = pd.DataFrame(X, columns=columns).assign(town=pd.Categorical.from_codes(np.where(np.isnan(codes), -1, codes).astype(int), list("abcdefgh")))
three = np.digitize(np.nan_to_num(signal) + np.where(np.isin(codes, [1, 4, 6]), 1.5, 0), [-0.3, 1])
plain_rows = np.column_stack([X, codes])


def boosted_classes():
    data = xgb.DMatrix(frame, three, enable_categorical=True)
    booster = xgb.train({"objective": "multi:softprob", "num_class": 3, "max_depth": 4, "max_cat_to_onehot": 1, "nthread": 1}, data, 4)
    some = xgb.DMatrix(frame[rows], enable_categorical=True)
    return {
        "ensemble": from_xgboost(booster, [None] * P + [list("abcdefgh")], "softmax"), "rows": cells(plain_rows[rows]),
        "margin": rounded(booster.predict(some, output_margin=True)), "path": rounded(booster.predict(some, pred_contribs=True)),
    }


def leafwise():
    y = np.nan_to_num(signal) + np.where(np.isin(codes, [1, 4, 6]), 1.5, 0)
    data = lgb.Dataset(frame, y, params={"verbose": -1})
    booster = lgb.train({"objective": "regression", "num_leaves": 12, "min_data_in_leaf": 5, "min_data_per_group": 5, "cat_smooth": 1, "max_cat_to_onehot": 1, "verbose": -1, "num_threads": 1}, data, 10)
    return {
        "ensemble": from_lightgbm(booster, [None] * P + [list("abcdefgh")], "identity"), "rows": cells(plain_rows[rows]),
        "margin": rounded(booster.predict(frame[rows])), "path": rounded(booster.predict(frame[rows], pred_contrib=True)),
        "importance": {kind: booster.feature_importance(kind).tolist() for kind in ["split", "gain"]},
    }


filled = np.nan_to_num(X)
four = np.digitize(signal, [-0.8, 0.1, 1])


def forest():
    model = RandomForestClassifier(4, random_state=0, min_samples_leaf=4).fit(filled, four)
    # Cells that no threshold lies on: shap and scikit-learn round them differently.
    off = filled + 0.00031
    explainer = shap.TreeExplainer(model, feature_perturbation="tree_path_dependent")
    against = shap.TreeExplainer(model, off[background], feature_perturbation="interventional")
    return {
        "ensemble": from_sklearn(model, columns, 4), "rows": off[rows].tolist(), "background": off[background].tolist(),
        "margin": rounded(model.predict_proba(off[rows])), "path": rounded(explainer.shap_values(off[rows])), "base": rounded(explainer.expected_value),
        "interactions": rounded(explainer.shap_interaction_values(off[:2])),
        "interventional": rounded(against.shap_values(off[rows])), "interventionalBase": rounded(against.expected_value),
        "importance": model.feature_importances_.tolist(),
        "importanceByTree": [t.feature_importances_.tolist() for t in model.estimators_],
    }


def deep():
    """Grown to purity: paths ask about the same columns again and again."""
    model = RandomForestRegressor(2, random_state=1, max_features=2).fit(filled[:120], signal[:120])
    explainer = shap.TreeExplainer(model, feature_perturbation="tree_path_dependent")
    curves = []
    for features in ([0], [2], [0, 1]):
        found = partial_dependence(model, filled[:120], features, method="recursion", grid_resolution=5)
        brute = partial_dependence(model, filled[:120], features, method="brute", grid_resolution=5)
        curves.append({"features": features, "grid": [g.tolist() for g in found["grid_values"]], "recursion": rounded(found["average"][0]), "brute": rounded(brute["average"][0])})
    return {
        "ensemble": from_sklearn(model, columns, 1), "rows": filled[rows].tolist(), "trainRows": filled[:120].tolist(), "curves": curves,
        "margin": rounded(model.predict(filled[rows])), "path": rounded(explainer.shap_values(filled[rows])), "base": float(np.ravel(explainer.expected_value)[0]),
    }


json.dump({"boostedYesNo": boosted_yes_no(), "boostedClasses": boosted_classes(), "leafwise": leafwise(), "forest": forest(), "deep": deep()}, open("reference.json", "w"), allow_nan=False)
