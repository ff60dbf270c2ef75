import type { GrowingNode } from './node.ts';

/**
 * The histograms that are kept. There may be fewer than leaves: then the one of the leaf that gains least is given up, and its
 * children's are built from their rows.
 */
export class Slots {
  readonly #free: number[];
  readonly #count: number;
  readonly #owners = new Map<number, GrowingNode>();

  constructor(count: number) {
    this.#count = count;
    this.#free = Array.from({ length: count }, (_, i) => count - 1 - i);
  }

  clear(): void {
    this.#owners.clear();
    this.#free.length = 0;
    for (let i = this.#count - 1; i >= 0; i--) this.#free.push(i);
  }

  release(node: GrowingNode): void {
    if (node.slot < 0) return;
    this.#owners.delete(node.slot);
    this.#free.push(node.slot);
    node.slot = -1;
  }

  /** A slot for a node, taken from another that is not in `busy` where none is free. */
  take(node: GrowingNode, busy: ReadonlySet<GrowingNode>): void {
    if (this.#free.length === 0) {
      let least: GrowingNode | null = null;
      for (const owner of this.#owners.values()) if (!busy.has(owner) && (least === null || (owner.split?.gain ?? 0) < (least.split?.gain ?? 0))) least = owner;
      if (least === null) throw new RangeError('More histograms are in use at once than there are.');
      this.release(least);
    }
    const slot = this.#free.pop()!;
    node.slot = slot;
    this.#owners.set(slot, node);
  }

  /** The parent's slot becomes the child's. */
  inherit(parent: GrowingNode, child: GrowingNode): void {
    child.slot = parent.slot;
    parent.slot = -1;
    this.#owners.set(child.slot, child);
  }
}
