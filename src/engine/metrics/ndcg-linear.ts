import type { Metric } from '../core/metric.ts';
import { ndcgAt } from './ndcg-of.ts';

export const ndcgLinear: Metric = ndcgAt(null, 'linear');
