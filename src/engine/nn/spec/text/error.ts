import { StudioError } from '../../../core/errors.ts';

/** What is wrong with a network's text, and where: lines and columns count from 1. */
export class TextError extends StudioError {
  readonly line: number;
  readonly column: number;

  constructor(line: number, column: number, why: string) {
    super('param', `Line ${line}, column ${column}: ${why}`, { row: line });
    this.name = 'TextError';
    this.line = line;
    this.column = column;
  }
}
