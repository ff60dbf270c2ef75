import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import { type Dataset, takeDataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { explainableBoostingClassifier } from './meta.ts';
import { explainableBoostingClassifierModel as model } from './model.ts';
import reference from './reference.json' with { type: 'json' };

describe('ExplainableBoostingClassifier is as good as InterpretML', () => {
  it.each(reference.cases)('on $name', async ({ X, y, columns, classes, params, losses, logProba }) => {
    const whole: Dataset = { X: matrix(columns, Float64Array.from(X)), task: classes.length === 2 ? 'binary' : 'multiclass', y: Float64Array.from(y), classes, sampleWeight: null };
    const rows = y.map((_, i) => i);
    const train = takeDataset(whole, rows.filter((i) => i % 4 !== 0));
    const test = takeDataset(whole, rows.filter((i) => i % 4 === 0));
    const state = await model.fit(train, resolveParams(explainableBoostingClassifier.params, params, 'test'), quietContext(1));
    const { values } = await model.predictProba!(state, test.X, quietContext());
    const K = classes.length;
    const loss = test.y!.reduce((s, k, i) => s - Math.log(values[i * K + k]!), 0) / test.y!.length;
    const [best, worst] = [Math.min(...losses), Math.max(...losses)];
    expect(loss).toBeLessThan(worst + 0.5 * (worst - best));
    // Where InterpretML is sure on average, so are we; on average we say the same.
    const apart = values.map((p, at) => Math.abs(p - Math.exp(logProba[at]!)));
    expect(apart.reduce((a, b) => a + b, 0) / apart.length).toBeLessThan(0.04);
  });
});
