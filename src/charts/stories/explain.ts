import { beeswarmFigure } from '../explain/beeswarm.ts';
import { dependenceFigure } from '../explain/dependence.ts';
import { permutationFigure, shapBarsFigure } from '../explain/importance.ts';
import { waterfallFigure } from '../explain/waterfall.ts';
import { pixelFigure } from '../explain/pixels.ts';
import type { Figure } from '../figure.ts';
import { examplePermutation, exampleShap } from './example-explanations.ts';

const shap = exampleShap();

/** One of each chart of Explain, by name. */
export const explainStories: Readonly<Record<string, Figure>> = {
  'permutation importance': permutationFigure(examplePermutation, 'Accuracy'),
  'SHAP bars': shapBarsFigure(shap, 1),
  'SHAP beeswarm': beeswarmFigure(shap, 1),
  'dependence coloured by a number': dependenceFigure(shap, 1, 0, 2),
  'dependence coloured by a category': dependenceFigure(shap, 1, 0, 1),
  'dependence of a category': dependenceFigure(shap, 1, 1, null),
  'pixels of a picture': pixelFigure(Float64Array.from({ length: 24 }, (_, i) => Math.sin(i)), { width: 4, height: 3, channels: 2 }, 'Where it looks', true),
  'waterfall of a row': waterfallFigure(shap, 1, 4),
};
