import type { ModelSpec } from '../schema.ts';

/** The changes by hand of an explainable boosting machine; empty for all other models. */
export const editsOf = ({ params }: Pick<ModelSpec, 'params'>): string => (typeof params['edits'] === 'string' ? params['edits'].trim() : '');

/** Repeats in InterpretML what the editor of the shapes did: after fitting, scores of single columns are changed. */
export const EDITED = `class Edited(BaseEstimator):
    """An explainable boosting machine whose shapes are changed by hand after it has learned."""

    def __init__(self, model, edits):
        self.model = model
        self.edits = edits

    def fit(self, X, y):
        self.model.fit(X, y)
        ebm = self.model
        for edit in self.edits:
            column = list(X.columns).index(edit["column"])
            term = ebm.term_features_.index((column,))
            scores, weights, bins = ebm.term_scores_[term], ebm.bin_weights_[term], ebm.bins_[column][0]
            if isinstance(bins, dict):
                wanted = edit.get("categories")
                at = sorted({index for name, index in bins.items() if wanted is None or name in wanted})
            else:
                low, high = ebm.feature_bounds_[column]
                edges = np.concatenate([[low], bins, [high]])
                middle = (edges[:-1] + edges[1:]) / 2
                at = [i + 1 for i, m in enumerate(middle) if edit.get("from", -np.inf) <= m <= edit.get("to", np.inf)]
            for k in range(1 if scores.ndim == 1 else scores.shape[1]):
                if scores.ndim > 1 and edit.get("output", ebm.classes_[k]) != ebm.classes_[k]:
                    continue
                part = scores if scores.ndim == 1 else scores[:, k]
                if edit["action"] == "set":
                    part[at] = edit["value"]
                elif edit["action"] == "add":
                    part[at] += edit["value"]
                else:
                    part[at] = isotonic_regression(part[at], sample_weight=np.maximum(weights[at], 1e-12), increasing=edit["action"] == "rise")
        return self

    def predict(self, X):
        return self.model.predict(X)

    def predict_proba(self, X):
        return self.model.predict_proba(X)

    def __getattr__(self, name):
        if name.endswith("_") and name != "__setstate__" and "model" in self.__dict__:
            return getattr(self.model, name)
        raise AttributeError(name)`;
