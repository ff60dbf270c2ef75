import { quietContext } from '../core/context.ts';
import type { TreeView } from '../trees/ensemble.ts';
import { predictTrees, rawOutputs } from '../trees/predict.ts';
import { creditOf } from '../trees/shap/credit.ts';
import { pathShap } from '../trees/shap/path-shap.ts';
import { type ModelCheck, type Subject, answers, assert, assertClose, hasProba } from './model-subject.ts';
import { toyData } from './model-toys.ts';

/** What a model's trees say, in the shape of its answers. */
function saidBy(view: TreeView, linked: Float64Array, proba: boolean): Float64Array {
  const { outputs, link } = view.ensemble;
  if (!proba) return linked;
  if (outputs === 1) return Float64Array.from(Array.from(linked).flatMap((p) => [1 - p, p]));
  if (link !== 'logistic') return linked;
  // One against the rest: shares of the sum.
  return linked.map((p, at) => p / linked.subarray(at - (at % outputs), at - (at % outputs) + outputs).reduce((a, b) => a + b, 0));
}

/** Promises about the trees a model gives away. */
export function* treeChecks(subject: Subject): Generator<ModelCheck> {
  const { model, task } = subject;
  if (!model.trees) return;
  const fresh = toyData(model, task, 24, 99).X;
  if (task !== 'unsupervised') yield { id: 'trees', says: 'its trees say what it says', run: async () => {
    const state = await subject.fitted.get(subject);
    const view = model.trees!(state);
    assertClose(saidBy(view, predictTrees(view, fresh), hasProba(subject)), await answers(subject, state, fresh), 1e-9, 'trees');
  } };
  yield { id: 'trees-explained', says: 'effects on its own columns add up to what its trees say', run: async () => {
    const { ensemble, origins, derive, branchWeight } = model.trees!(await subject.fitted.get(subject));
    assert(origins.length === ensemble.columns.length, `${origins.length} origins of ${ensemble.columns.length} columns`);
    const X = derive ? derive(fresh) : fresh;
    const p = fresh.columns.length;
    const { values, base } = await pathShap(ensemble, X, { by: branchWeight ?? 'cover', credit: creditOf(origins, p) }, quietContext());
    const raw = rawOutputs(ensemble, X);
    const K = ensemble.outputs;
    const sums = raw.map((_, at) => {
      const [i, k] = [Math.floor(at / K), at % K];
      return values.subarray((k * X.rows + i) * p, (k * X.rows + i + 1) * p).reduce((a, b) => a + b, base[k]!);
    });
    assertClose(sums, raw, 1e-9, 'effects');
  } };
}
