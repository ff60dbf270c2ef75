import type { Metric } from '../core/metric.ts';
import { ndcgAt } from './ndcg-of.ts';

export const ndcgLinear5: Metric = ndcgAt(5, 'linear');
