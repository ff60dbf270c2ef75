import type { Metric } from '../core/metric.ts';
import { mapAt } from './map-of.ts';

export const map: Metric = mapAt(null);
