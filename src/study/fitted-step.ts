import type { ParamValues } from '../engine/core/params.ts';
import type { Plain } from '../engine/core/plain.ts';

/** A step as it was fitted. */
export interface FittedStep {
  readonly type: string;
  readonly version: number;
  readonly params: ParamValues;
  readonly state: Plain;
}
