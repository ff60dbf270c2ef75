/** `data`: the content is not what was expected; `limit`: too big for this machine; `unsupported`: this cannot be done with that column. */
export type FrameErrorCode = 'data' | 'limit' | 'unsupported' | 'cancelled';

/**
 * The table layer's errors: the same fields as the engine's StudioError (the table knows nothing above it), so that whoever
 * runs a job can show both in the same way. The message says what was expected, what came and what to do.
 */
export class FrameError extends Error {
  readonly code: FrameErrorCode;
  readonly at: { readonly column?: string; readonly row?: number };

  constructor(code: FrameErrorCode, message: string, at: { readonly column?: string; readonly row?: number } = {}) {
    super(message);
    this.name = 'FrameError';
    this.code = code;
    this.at = at;
  }
}
