import { describe, expect, it } from 'vitest';
import { referenceChecks } from '../../checks/transformer-reference.ts';
import reference from './reference.json' with { type: 'json' };
import { maxAbsScalerTransformer } from './transformer.ts';

describe('as the reference', () => {
  it.each(referenceChecks(maxAbsScalerTransformer, reference))('%s', (_, run) => expect(run()).toBeUndefined());
});
