import type { Metric } from '../core/metric.ts';
import { ndcgAt } from './ndcg-of.ts';

export const ndcg10: Metric = ndcgAt(10, 'exponential');
