/**
 * How mixed the rows of a node are, kept up to date while rows move from its right side to its left.
 * The splitter knows nothing else of the target.
 */
export interface Criterion {
  /** Numbers in a node's value. */
  readonly width: number;
  /** Weight of all rows of the node, and of those that have moved left. */
  readonly weight: number;
  readonly leftWeight: number;
  /** Looks at the node of rows `rows[from … to]`. */
  start(rows: Int32Array, from: number, to: number): void;
  impurity(): number;
  /** Writes the node's prediction. */
  value(into: number[]): void;
  /** Puts every row back on the right. */
  reset(): void;
  move(row: number): void;
  /** Larger is better; comparable between splits of one node only. */
  proxy(): number;
  leftImpurity(): number;
  rightImpurity(): number;
  /** What a side would answer, as one number: mean, median, or share of the last class. Monotone columns are held to it. */
  leftAnswer(): number;
  rightAnswer(): number;
}
