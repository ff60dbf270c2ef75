import { parseEdits } from './edits.ts';
import type { ParamsOf } from '../../core/params.ts';
import { type EbmFitRules, pairsWanted } from './fit.ts';
import type { ebmParams } from './params.ts';

type Params = ParamsOf<typeof ebmParams> & Pick<EbmFitRules, 'learningRate' | 'smoothingRounds' | 'interactionSmoothingRounds' | 'minHessian'>;

/** The parameters as the fit takes them, for a table of so many columns. */
export const ebmRules = (params: Params, columns: number): EbmFitRules => ({ ...params, interactions: pairsWanted(params.interactions, columns), edits: parseEdits(params.edits), monotone: [] });
