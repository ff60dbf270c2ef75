/** Repeats in Python a training that goes on from another: each library is given the finished model as it wants it. */
export const CONTINUED = `class Continued(BaseEstimator):
    """Models trained one after the other, each going on from the one before it."""

    def __init__(self, stages):
        self.stages = stages

    def fit(self, X, y, **given):
        before = None
        for stage in self.stages:
            model, more = getattr(stage, "model", stage), {}
            if before is not None:
                done = getattr(before, "model", before)
                name = type(model).__name__
                if name.startswith("XGB"):
                    more = {"xgb_model": done.get_booster()}
                elif name.startswith("LGBM"):
                    more = {"init_model": done.booster_}
                else:  # n_estimators counts the trees there are already
                    stage = done.set_params(**{**model.get_params(), "warm_start": True})
            stage.fit(X, y, **given, **more)
            before = stage
        self.model = before
        self.classes_ = getattr(self.model, "classes_", None)
        return self

    def predict(self, X):
        return self.model.predict(X)

    def predict_proba(self, X):
        return self.model.predict_proba(X)`;
