import type { Attrs, Node, Value } from '../graph/graph.ts';

/** Operators that add a bias (a third input) and bend what comes out (`activation`) as they store it. */
const TAKES_BIAS: ReadonlySet<string> = new Set(['matmul', 'conv2d']);

/** Nodes that results or statistics need, in order. */
export function needed(nodes: readonly Node[], results: readonly Value[]): readonly Node[] {
  const wanted = new Set(results);
  const out: Node[] = [];
  for (const node of nodes.toReversed()) {
    if (node.outputs.length > 0 && !node.outputs.some((v) => wanted.has(v))) continue;
    for (const v of node.inputs) wanted.add(v);
    out.push(node);
  }
  return out.toReversed();
}

/** Puts a bias, and a ReLU behind it, into the product before them, where nothing else reads what lies between. */
export function fuse(nodes: readonly Node[], results: readonly Value[]): readonly Node[] {
  const uses = new Map<Value, number>();
  for (const v of [...results, ...nodes.flatMap((n) => n.inputs)]) uses.set(v, (uses.get(v) ?? 0) + 1);
  const made = new Map<Value, number>();
  const out: (Node | null)[] = [];
  const open = (v: Value): Node | null => {
    const node = uses.get(v) === 1 ? (out[made.get(v) ?? -1] ?? null) : null;
    return node !== null && TAKES_BIAS.has(node.op.name) && node.attrs['activation'] === 'linear' ? node : null;
  };
  const push = (node: Node): void => {
    for (const v of node.outputs) made.set(v, out.length);
    out.push(node);
  };
  const into = (before: Value, node: Node, attrs: Attrs, more: readonly Value[]): void => {
    const product = open(before)!;
    out[made.get(before)!] = null;
    push({ op: product.op, attrs: { ...product.attrs, ...attrs }, inputs: [...product.inputs, ...more], outputs: node.outputs });
  };
  for (const node of nodes) {
    const [x, y] = node.inputs;
    const columns = (v: Value, of: Value): boolean => v.shape.length === 1 && v.shape[0] === of.shape.at(-1) && of.shape.length > 1;
    if (node.op.name === 'binary' && node.attrs['name'] === 'add' && open(x!)?.inputs.length === 2 && columns(y!, x!)) into(x!, node, {}, [y!]);
    else if (node.op.name === 'unary' && node.attrs['name'] === 'relu' && open(x!) !== null) into(x!, node, { activation: 'relu' }, []);
    else push(node);
  }
  return out.filter((n) => n !== null);
}
