import type { Metric } from '../core/metric.ts';
import { ndcgAt } from './ndcg-of.ts';

export const ndcg: Metric = ndcgAt(null, 'exponential');
