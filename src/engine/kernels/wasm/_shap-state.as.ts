// What a walk for Shapley values works with. Globals belong to an instance, and so to one thread.

export const LANES: usize = 32;
export const HALF: usize = 16;

export let points: i32 = 0;
export let width: i32 = 0;
export let groups: i32 = 0;
export let row: usize = 0;
export let step: usize = 0;
export let size: usize = 0;
export let reach: usize = 0;
export let says: usize = 0;
export let ways: usize = 0;
export let turns: usize = 0;
export let product: usize = 0;
export let away: usize = 0;
export let effects: usize = 0;
export let pairs: usize = 0;
