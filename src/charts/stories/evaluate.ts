import { anomalyHistogramFigure, codeFigure } from '../evaluate/anomaly.ts';
import { calibrationFigure } from '../evaluate/calibration.ts';
import { confusionAt, confusionFigure } from '../evaluate/confusion.ts';
import { liftFigure } from '../evaluate/lift.ts';
import { operatingPoint } from '../evaluate/operating-point.ts';
import { precisionRecallFigure } from '../evaluate/precision-recall.ts';
import { errorCurveFigure, predictedTrueFigure, quantileFigure, residualHistogramFigure, residualsFigure } from '../evaluate/regression.ts';
import { queryHistogramFigure, rankingCurveFigure } from '../evaluate/ranking.ts';
import { rocFigure } from '../evaluate/roc.ts';
import { costFigure, thresholdFigure } from '../evaluate/threshold.ts';
import type { Figure } from '../figure.ts';
import { exampleAnomaly, exampleClassification, exampleRanking, exampleRegression } from './example-evaluations.ts';

const three = exampleClassification(['Adelie', 'Chinstrap', 'Gentoo']);
const two = exampleClassification(['no', 'yes']);
const yes = two.perClass![1]!;
const regression = exampleRegression();
const anomaly = exampleAnomaly();
const ranking = exampleRanking();
const focused = { evaluation: two, focus: 1, threshold: 0.4 };
const all = { evaluation: three, focus: null, threshold: 0.5 };

/** One of each chart of Evaluate, by name: gallery and tests alike. */
export const evaluateStories: Readonly<Record<string, Figure>> = {
  'confusion of three classes': confusionFigure({ classes: three.classes, counts: three.confusion }, 'count'),
  'confusion at a threshold, as shares': confusionFigure(confusionAt(operatingPoint(yes, two.rows, 0.4), 'yes', 'no'), 'share'),
  'ROC of all classes': rocFigure(all),
  'ROC with a threshold': rocFigure(focused),
  'precision and recall with a threshold': precisionRecallFigure(focused),
  'calibration of one class in focus': calibrationFigure({ ...all, focus: 2 }),
  'lift with a threshold': liftFigure(focused),
  'threshold trade-off': thresholdFigure(yes, two.rows, 0.4),
  'cost of errors': costFigure(yes, two.rows, 0.4, 1, 5),
  'predicted against true': predictedTrueFigure(regression, 'mpg'),
  'residuals': residualsFigure(regression, 'mpg'),
  'residual histogram': residualHistogramFigure(regression),
  'residual quantiles': quantileFigure(regression),
  'error curve': errorCurveFigure(regression, 'mpg'),
  'anomaly histogram': anomalyHistogramFigure(anomaly),
  'quality of an order by depth': rankingCurveFigure(ranking),
  'queries by quality of their order': queryHistogramFigure(ranking.at[2]!),
  'code of an autoencoder': codeFigure(anomaly.code!, anomaly.top),
};
