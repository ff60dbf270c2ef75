import type { Link, TreeEnsemble } from '../ensemble.ts';
import { EnsembleWriter, type NodeFacts } from '../writer.ts';
import type { ColumnBins } from './bins.ts';
import type { EbmState, EbmTerm } from './state.ts';

/** A box of a term's cells: first and last bin of each of its columns. */
type Box = readonly (readonly [from: number, to: number])[];

/** Writes a term's table as one tree: halves of the bins until every cell of a half says the same. */
class TermTree {
  constructor(readonly writer: EnsembleWriter, readonly term: EbmTerm, readonly bins: readonly ColumnBins[], readonly outputs: number) {}

  #cells(box: Box): readonly number[] {
    const [a, b] = box;
    const width = this.term.size[1];
    const result: number[] = [];
    for (let i = a![0]; i <= a![1]; i++) {
      if (b === undefined || width === undefined) result.push(i);
      else for (let j = b[0]; j <= b[1]; j++) result.push(i * width + j);
    }
    return result;
  }

  #facts(cells: readonly number[]): NodeFacts {
    const { weight, scores } = this.term;
    const mass = cells.reduce((s, c) => s + weight[c]!, 0);
    const value = new Float64Array(this.outputs);
    for (const c of cells) for (let k = 0; k < this.outputs; k++) value[k]! += (mass > 0 ? weight[c]! / mass : 1 / cells.length) * scores[c * this.outputs + k]!;
    return { value, cover: mass, count: mass };
  }

  #same(cells: readonly number[]): boolean {
    const { scores } = this.term;
    const K = this.outputs;
    return cells.every((c) => { for (let k = 0; k < K; k++) if (scores[c * K + k] !== scores[cells[0]! * K + k]) return false; return true; });
  }

  write(box: Box): number {
    const cells = this.#cells(box);
    const facts = this.#facts(cells);
    if (cells.length === 1 || this.#same(cells)) {
      const value = Float64Array.from({ length: this.outputs }, (_, k) => this.term.scores[cells[0]! * this.outputs + k]!);
      return this.writer.leaf({ ...facts, value });
    }
    const place = box[0]![1] > box[0]![0] ? 0 : 1;
    const [from, to] = box[place]!;
    const column = this.term.columns[place]!;
    const { cuts, place: bins, count } = this.bins[column]!;
    const part = (low: number, high: number): Box => box.map((span, p) => (p === place ? [low, high] : span));
    const cut = (at: number): readonly [() => number, () => number] => [() => this.write(part(from, at)), () => this.write(part(at + 1, to))];
    // Bin 0 is what is missing: everything else goes right.
    if (from === 0) {
      const question = bins === null ? { feature: column, threshold: -Number.MAX_VALUE, missingLeft: true } : { feature: column, codes: [], missingLeft: true };
      return this.writer.split(question, facts, ...cut(0));
    }
    // The last bin of categories is what was never seen: no member of any set, so it goes right by itself.
    const last = bins === null ? to : Math.min(to, count - 2);
    const middle = to > last && last - from < 1 ? last : Math.floor((from + last) / 2);
    if (bins !== null) {
      const codes = [...bins.keys()].filter((code) => bins[code]! >= from && bins[code]! <= middle);
      return this.writer.split({ feature: column, codes, missingLeft: false }, facts, ...cut(middle));
    }
    return this.writer.split({ feature: column, threshold: cuts[middle - 1]!, missingLeft: false }, facts, ...cut(middle));
  }
}

const spanOf = ({ place, count }: ColumnBins): readonly [number, number] => [0, place === null ? count - 2 : count - 1];

/** The model as trees, one a term: the same predictions, and TreeSHAP of a term is its score. */
export function ebmEnsemble(state: EbmState): TreeEnsemble {
  const { columns, categories, classes, outputs, intercept, main, pair, terms } = state;
  const writer = new EnsembleWriter(outputs);
  for (const term of terms) {
    writer.beginTree();
    const bins = term.columns.length === 1 ? main : pair;
    new TermTree(writer, term, bins, outputs).write(term.columns.map((j) => spanOf(bins[j]!)));
  }
  const link: Link = classes.length === 0 ? 'identity' : outputs === 1 ? 'logistic' : 'softmax';
  return { ...writer.nodes(), columns, categories, width: outputs, outputs, output: new Int32Array(terms.length), base: intercept, combine: 'sum', link, float32: false };
}
