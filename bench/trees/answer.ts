/** What a process that fits says of one fit; of a peer, memory and phases are not known. */
export interface Answer {
  readonly seconds: number;
  /** Seconds all threads worked, or spun. */
  readonly cpu: number;
  /** Seconds of predicting the rows held out. */
  readonly predict: number;
  /** Logistic loss on the rows held out. */
  readonly loss: number;
  readonly memory?: { readonly predicted: number; readonly used: number };
  readonly phases?: Readonly<Record<string, number>>;
}

/** A process that holds the data and fits by name, again and again. */
export interface Fitter {
  /** `null` where it has no such learner. */
  fit(name: string): Promise<Answer | null>;
  close(): void;
}
