import type { Metric } from '../core/metric.ts';
import { ndcgAt } from './ndcg-of.ts';

export const ndcg3: Metric = ndcgAt(3, 'exponential');
