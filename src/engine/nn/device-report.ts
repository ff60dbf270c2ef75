import type { DeviceName } from '../core/context.ts';

/** What devices there are for nets, how quick each is for one network, and which would be chosen. */
export interface DeviceReport {
  readonly devices: readonly { readonly name: DeviceName; readonly available: boolean; readonly why: string; readonly stepsPerSecond: number | null }[];
  readonly chosen: DeviceName;
  readonly why: string;
}
