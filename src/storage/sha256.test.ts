import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSha256, sha256 } from './sha256.ts';

it('agrees with the platform at every length around the block borders', () => {
  for (let n = 0; n < 200; n++) {
    const bytes = randomBytes(n);
    expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});

it('does not depend on how the bytes are cut', () => {
  const bytes = randomBytes(5000);
  const hash = createSha256();
  for (let at = 0, step = 1; at < bytes.length; at += step, step = (step * 7) % 131 + 1) hash.update(bytes.subarray(at, at + step));
  expect(hash.hex()).toBe(createHash('sha256').update(bytes).digest('hex'));
});
