/** `data`: the content is not what was expected; `limit`: too big for this machine; `unsupported`: this cannot be done with that column. */
export type FrameErrorCode = 'data' | 'limit' | 'unsupported' | 'cancelled';

/** The fields of the engine's ErrorPlace that a table can fill. */
export interface FramePlace {
  readonly column?: string;
  readonly row?: number;
  readonly everyNth?: number;
}

/**
 * The table layer's errors: the same fields as the engine's StudioError (the table knows nothing above it), so that whoever
 * runs a job can show both in the same way. The message says what was expected, what came and what to do.
 */
export class FrameError extends Error {
  readonly code: FrameErrorCode;
  readonly at: FramePlace;

  constructor(code: FrameErrorCode, message: string, at: FramePlace = {}) {
    super(message);
    this.name = 'FrameError';
    this.code = code;
    this.at = at;
  }
}
