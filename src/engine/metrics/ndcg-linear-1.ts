import type { Metric } from '../core/metric.ts';
import { ndcgAt } from './ndcg-of.ts';

export const ndcgLinear1: Metric = ndcgAt(1, 'linear');
