import type { Metric } from '../core/metric.ts';
import { mapAt } from './map-of.ts';

export const map5: Metric = mapAt(5);
