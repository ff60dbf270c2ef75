import { Misfit } from './kind.ts';

/** Channels that go in and filters that come out must fill the groups evenly. Throws Misfit. */
export function checkGroups(groups: number, channels: number, filters: number): void {
  if (channels % groups !== 0) throw new Misfit(`its ${groups} groups do not divide the ${channels} channels that reach it.`);
  if (filters % groups !== 0) throw new Misfit(`its ${groups} groups do not divide its ${filters} filters.`);
}
