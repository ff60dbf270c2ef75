import { beeswarmFigure } from '../explain/beeswarm.ts';
import { dependenceFigure } from '../explain/dependence.ts';
import { permutationFigure, shapBarsFigure } from '../explain/importance.ts';
import { waterfallFigure } from '../explain/waterfall.ts';
import { pixelFigure } from '../explain/pixels.ts';
import { forcesFigure } from '../explain/forces.ts';
import { interactionsFigure } from '../explain/interactions.ts';
import { partialDependenceFigure } from '../explain/partial-dependence.ts';
import { proximityFigure } from '../explain/proximity.ts';
import { treeImportanceFigure } from '../explain/tree-importance.ts';
import type { Figure } from '../figure.ts';
import { exampleDependence, exampleImportance, exampleInteractions, exampleMap, examplePermutation, exampleProximity, exampleShap } from './example-explanations.ts';

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
  'forces on a row': forcesFigure(shap, 1, 4),
  'columns that act together': interactionsFigure(exampleInteractions(), 1),
  'importance by how trees were built': treeImportanceFigure(exampleImportance, 0),
  'rows that share leaves': proximityFigure(exampleProximity(), 'species', 0),
  'partial dependence with single rows': partialDependenceFigure(exampleDependence(), 0),
  'partial dependence of two columns': partialDependenceFigure(exampleMap, 0),
};
