import type { Metric } from '../core/metric.ts';
import { ndcgAt } from './ndcg-of.ts';

export const ndcg5: Metric = ndcgAt(5, 'exponential');
