import { learningCurvesFigure, type FoldCurve } from '../train/learning-curves.ts';
import { weightsFigure } from '../train/weights.ts';
import type { Figure } from '../figure.ts';

const fold = (fold: number, epochs: number): FoldCurve => ({
  fold,
  best: Math.min(epochs, 18 + fold),
  points: Array.from({ length: epochs }, (_, e) => ({
    step: e + 1,
    metrics: { loss: 0.9 * Math.exp(-e / 9) + 0.08, valLoss: 0.9 * Math.exp(-e / 8) + 0.14 + 0.0004 * (e - 17 - fold) ** 2, accuracy: 1 - 0.6 * Math.exp(-e / 9), valAccuracy: 0.95 - 0.6 * Math.exp(-e / 8) },
  })),
});

/** One of each chart of Train, by name. */
export const trainStories: Readonly<Record<string, Figure>> = {
  'loss of one training': learningCurvesFigure([fold(0, 30)], 'loss', 0),
  'accuracy of three folds': learningCurvesFigure([fold(0, 30), fold(1, 30), fold(2, 12)], 'accuracy', 1),
  'nothing measured yet': learningCurvesFigure([], 'loss', 0),
  'weights of a layer': weightsFigure('dense_1', {
    name: 'kernel', shape: [4, 8], mean: 0.01, sd: 0.3, min: -0.8, max: 0.9, zeros: 0,
    histogram: { edges: Float64Array.of(-0.9, -0.3, 0.3, 0.9), counts: Float64Array.of(6, 19, 7) },
  }),
};
