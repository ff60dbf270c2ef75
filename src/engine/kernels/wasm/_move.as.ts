// Copies of parts. See twins/neural/move.ts.

export function copyPart(n0: i32, n1: i32, n2: i32, n3: i32, x: usize, x0: i32, x1: i32, x2: i32, x3: i32, y: usize, y0: i32, y1: i32, y2: i32, y3: i32): void {
  const bytes = <usize>n3 << 2, sx = <usize>x3 << 2, sy = <usize>y3 << 2;
  for (let i = 0; i < n0; i++) for (let j = 0; j < n1; j++) for (let k = 0; k < n2; k++) {
    let from = x + (<usize>(i * x0 + j * x1 + k * x2) << 2), to = y + (<usize>(i * y0 + j * y1 + k * y2) << 2);
    if (x3 == 1 && y3 == 1 && n3 > 8) memory.copy(to, from, bytes);
    else for (let l = 0; l < n3; l++) { store<u32>(to, load<u32>(from)); from += sx; to += sy; }
  }
}

export function fillWith(n: i32, y: usize, bits: i32): void {
  if (bits == 0) { memory.fill(y, 0, <usize>n << 2); return; }
  for (let i = 0; i < n; i++) store<i32>(y + (<usize>i << 2), bits);
}

export function takeRows(n: i32, width: i32, rows: usize, x: usize, y: usize): void {
  const bytes = <usize>width << 2;
  for (let i = 0; i < n; i++) {
    const from = x + <usize>load<i32>(rows + (<usize>i << 2)) * bytes;
    if (width == 1) store<u32>(y, load<u32>(from));
    else memory.copy(y, from, bytes);
    y += bytes;
  }
}
