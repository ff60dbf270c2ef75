import { availableParallelism } from 'node:os';

/** What is compared at one size with one number of threads. */
export interface Case {
  readonly rows: number;
  readonly columns: number;
  readonly threads: number;
  /** Timed fits of each learner; their median counts. */
  readonly rounds: number;
  /** A fit of each before the timed ones, so that code is compiled and pages are touched. */
  readonly warm: boolean;
  /** Names of learners (learners.ts), and of peers (../trees_peers.py). */
  readonly learners: readonly string[];
  readonly peers: readonly string[];
}

const LEARNERS = ['xgboost', 'lightgbm', 'catboost'];
const PEERS = ['XGBoost', 'LightGBM', 'CatBoost', 'scikit-learn'];
/** Rows at which one learner and its own library are enough to wait for. */
const HUGE = 3_000_000;

const list = (name: string, fallback: readonly number[]): readonly number[] => process.env[name]?.split(',').map(Number) ?? fallback;

function sized(rows: number, columns: number, threads: number): Case {
  const cells = rows * columns;
  const huge = rows >= HUGE;
  const rounds = Number(process.env['ROUNDS'] ?? (cells <= 2_000_000 ? 5 : cells <= 4_000_000 ? 3 : 1));
  return { rows, columns, threads, rounds, warm: cells <= 4_000_000, learners: huge ? ['lightgbm'] : LEARNERS, peers: huge ? ['LightGBM'] : PEERS };
}

/**
 * FULL=1: everything the documentation tells of. Else ROWS (with 28 columns), COLUMNS (with 20,000 rows) and THREADS, numbers with
 * commas between them, or what takes a minute. Cases of one size stand together, the smallest first.
 */
export function cases(): { readonly full: boolean; readonly sizes: readonly (readonly Case[])[] } {
  const full = process.env['FULL'] === '1';
  const rows = list('ROWS', full ? [10_000, 100_000, 1_000_000, 5_000_000] : [10_000, 50_000]);
  const columns = list('COLUMNS', full ? [10, 100, 1000] : []);
  const threads = list('THREADS', [...new Set([1, availableParallelism()])]);
  const shapes = [...rows.map((n) => [n, 28] as const), ...columns.map((p) => [20_000, p] as const)].sort((a, b) => a[0] * a[1] - b[0] * b[1]);
  return { full, sizes: shapes.map(([n, p]) => threads.map((t) => sized(n, p, t))) };
}
