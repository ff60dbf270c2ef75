/** A map that forgets what was asked for longest ago. */
export class Recent<T> {
  readonly #held = new Map<string, T>();
  readonly #limit: number;
  readonly #dropped: (value: T) => void;

  constructor(limit: number, dropped: (value: T) => void = () => {}) {
    this.#limit = limit;
    this.#dropped = dropped;
  }

  get(key: string): T | undefined {
    const value = this.#held.get(key);
    if (value === undefined) return undefined;
    this.#held.delete(key);
    this.#held.set(key, value);
    return value;
  }

  set(key: string, value: T): void {
    this.#held.set(key, value);
  }

  makeRoom(): void {
    if (this.#held.size < this.#limit) return;
    const [oldest, value] = this.#held.entries().next().value!;
    this.#held.delete(oldest);
    this.#dropped(value);
  }
}
