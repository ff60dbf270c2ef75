import type { Metric } from '../core/metric.ts';
import { mapAt } from './map-of.ts';

export const map3: Metric = mapAt(3);
