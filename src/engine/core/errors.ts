/** `limit`: too big for this machine or file; `storage`: could not be read or written; `device`: the GPU or backend failed. */
export type ErrorCode = 'param' | 'data' | 'not-fitted' | 'unsupported' | 'cancelled' | 'limit' | 'storage' | 'device' | 'internal';

/** Where the person should look: shown beside the field, column or row it names. */
export interface ErrorPlace {
  readonly algorithm?: string;
  readonly param?: string;
  readonly column?: string;
  readonly row?: number;
  readonly step?: string;
  /** Rows that are too many: reading only every so manieth would do. */
  readonly everyNth?: number;
}

/** Errors a person can act on: what was expected, what came, what to do. They cross the worker boundary as plain records. */
export class StudioError extends Error {
  readonly code: ErrorCode;
  readonly at: ErrorPlace;

  constructor(code: ErrorCode, message: string, at: ErrorPlace = {}) {
    super(message);
    this.name = 'StudioError';
    this.code = code;
    this.at = at;
  }
}

export interface ErrorRecord {
  readonly code: ErrorCode;
  readonly message: string;
  readonly at: ErrorPlace;
}

const CODES: readonly unknown[] = ['param', 'data', 'not-fitted', 'unsupported', 'cancelled', 'limit', 'storage', 'device', 'internal'] satisfies readonly ErrorCode[];

/** Frame and storage know nothing above them and throw errors of their own with the same fields. */
const isAlike = (thrown: Error): thrown is Error & ErrorRecord =>
  'code' in thrown && CODES.includes(thrown.code) && 'at' in thrown && typeof thrown.at === 'object' && thrown.at !== null;

/** Any thrown value as a record; what is not a StudioError, nor of its shape, is a defect of ours and says so. */
export function errorRecord(thrown: unknown): ErrorRecord {
  if (thrown instanceof Error && isAlike(thrown)) return { code: thrown.code, message: thrown.message, at: thrown.at };
  if (thrown instanceof Error && thrown.name === 'AbortError') return { code: 'cancelled', message: 'Cancelled.', at: {} };
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message: `Something went wrong inside Tablab: ${text}`, at: {} };
}

export const cancelled = (): StudioError => new StudioError('cancelled', 'Cancelled.');
