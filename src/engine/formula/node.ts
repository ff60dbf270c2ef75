/** Operators of two sides; comparisons and `and`, `or` give 1 or 0. */
export type Operator = '+' | '-' | '*' | '/' | '%' | '^' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'and' | 'or';

/** A formula as read: what it computes for one row. */
export type FormulaNode =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'unary'; readonly op: '-' | 'not'; readonly of: FormulaNode }
  | { readonly kind: 'binary'; readonly op: Operator; readonly left: FormulaNode; readonly right: FormulaNode }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly FormulaNode[] };

/** The names of columns a formula reads, in the order they first appear. */
export function namesIn(node: FormulaNode): readonly string[] {
  const found = (n: FormulaNode): readonly string[] => {
    switch (n.kind) {
      case 'number': return [];
      case 'name': return [n.name];
      case 'unary': return found(n.of);
      case 'binary': return [...found(n.left), ...found(n.right)];
      case 'call': return n.args.flatMap(found);
      default: return n satisfies never;
    }
  };
  return [...new Set(found(node))];
}
