import { FUNCTIONS } from './functions.ts';
import type { FormulaNode } from './node.ts';

/** NumPy's words for a formula; truths are numbers, so that they can be added up. `name` writes a column. */
export function formulaPython(node: FormulaNode, name: (column: string) => string): string {
  const print = (n: FormulaNode): string => formulaPython(n, name);
  switch (node.kind) {
    case 'number': return Number.isInteger(node.value) && Math.abs(node.value) < 1e15 ? `${node.value}.0` : String(node.value).replace('Infinity', 'np.inf');
    case 'name': return name(node.name);
    case 'unary': return node.op === '-' ? `(-${print(node.of)})` : `((${print(node.of)} == 0) * 1.0)`;
    case 'binary': {
      const [left, right] = [print(node.left), print(node.right)];
      switch (node.op) {
        case '+': case '-': case '*': case '%': return `(${left} ${node.op} ${right})`;
        case '/': return `np.divide(${left}, ${right})`;
        case '^': return `np.power(${left}, ${right})`;
        case 'and': case 'or': return `(np.logical_${node.op}(${left}, ${right}) * 1.0)`;
        case '<': case '<=': case '>': case '>=': case '==': case '!=': return `((${left} ${node.op} ${right}) * 1.0)`;
        default: return node satisfies never;
      }
    }
    case 'call': {
      const { python, fold } = FUNCTIONS[node.name]!;
      const args = node.args.map(print);
      const of = (values: readonly string[]): string => python.replaceAll(/\$(\d)/g, (_, i: string) => values[Number(i)]!);
      return fold ? args.reduce((so, arg) => of([so, arg])) : of(args);
    }
    default: return node satisfies never;
  }
}
