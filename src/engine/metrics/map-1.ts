import type { Metric } from '../core/metric.ts';
import { mapAt } from './map-of.ts';

export const map1: Metric = mapAt(1);
