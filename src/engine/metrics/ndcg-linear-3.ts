import type { Metric } from '../core/metric.ts';
import { ndcgAt } from './ndcg-of.ts';

export const ndcgLinear3: Metric = ndcgAt(3, 'linear');
