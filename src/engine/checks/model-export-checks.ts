import type { Matrix } from '../../frame/matrix.ts';
import { quietContext } from '../core/context.ts';
import type { Plain } from '../core/plain.ts';
import { StudioError } from '../core/errors.ts';
import { GraphBuilder } from '../export/graph.ts';
import { argmaxRows } from '../math/softmax.ts';
import { type ModelCheck, type Subject, assert, assertClose, assertRefuses, fit, variants } from './model-subject.ts';
import { toyData } from './model-toys.ts';

/** The exported model must say what ours says: 1e-5 in every number, and every label. */
export async function assertExported(subject: Subject, state: Plain, X: Matrix = toyData(subject.model, subject.task, 50, 99).X): Promise<void> {
  const { model, runGraph } = subject;
  const graph = new GraphBuilder();
  const x = graph.input('x', 'float64', X.columns);
  let lowered;
  try {
    lowered = model.lower(state, graph, x);
  } catch (error) {
    const refused = await assertRefuses(() => { throw error; });
    assert(refused instanceof StudioError && refused.code === 'unsupported', `refused with code ${refused.code}`);
    return;
  }
  const probabilities = lowered.kind === 'probabilities';
  const expected = probabilities ? await model.predictProba!(state, X, quietContext()) : { columns: ['value'], values: await model.predict(state, X, quietContext()) };
  graph.output('answers', lowered.value, 'float64', expected.columns);
  const built = graph.build();
  const outputs = await runGraph(built, { x: { dtype: 'float64', dims: [X.rows, X.columns.length], data: X.values } });
  const answers = outputs[built.outputs[0]!.name];
  const K = expected.columns.length;
  assert(answers?.dims.join() === `${X.rows},${K}`, `shape ${answers?.dims.join()}`);
  const got = Float64Array.from(answers!.data as Float64Array);
  assertClose(got, expected.values, 1e-5, 'exported');
  if (probabilities) assertClose(argmaxRows(got, K), argmaxRows(expected.values, K), 0, 'exported labels');
}

export function* exportChecks(subject: Subject): Generator<ModelCheck> {
  const train = toyData(subject.model, subject.task);
  for (const change of [{}, ...variants(subject.model.params)]) {
    const label = Object.keys(change).length === 0 ? 'its defaults' : JSON.stringify(change);
    yield { id: 'export', says: `exported, it predicts the same with ${label}, or says why it cannot be`, run: async () => {
      let state: Plain;
      try {
        state = await subject.fitted.get(subject, change);
      } catch (error) {
        // Whether this may be refused is the business of the check of options.
        await assertRefuses(() => { throw error; });
        return;
      }
      await assertExported(subject, state);
    } };
  }
  if (subject.model.tags.proba && train.classes) yield { id: 'export', says: 'exported, it keeps the place of a class without training rows', run: async () => {
    await assertExported(subject, await fit(subject, { ...train, task: 'multiclass', classes: [...train.classes!, 'zebra'] }));
  } };
}
