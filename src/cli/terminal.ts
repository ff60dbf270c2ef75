/** What the command line says: progress and words on stderr, results on stdout. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Rewrites one line on a terminal; a line every five seconds into a file. */
  readonly progress: (text: string) => void;
  /** Ends the line that progress was rewriting. */
  readonly done: () => void;
}

export function terminal(): Terminal {
  const live = process.stderr.isTTY === true;
  let open = false;
  let last = 0;
  const done = (): void => {
    if (open) process.stderr.write('\n');
    open = false;
  };
  return {
    out: (text) => { process.stdout.write(text); },
    err: (text) => { done(); process.stderr.write(`${text}\n`); },
    progress(text) {
      const now = Date.now();
      if (now - last < (live ? 80 : 5000)) return;
      last = now;
      if (live) { process.stderr.write(`\r\x1b[K${text.slice(0, 100)}`); open = true; }
      else process.stderr.write(`${text}\n`);
    },
    done,
  };
}
