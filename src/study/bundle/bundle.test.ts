import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../engine/core/errors.ts';
import type { Study } from '../schema.ts';
import { crc32 } from './crc.ts';
import { packStudy, unpackStudy } from './study-file.ts';
import { readZip, writeZip } from './zip.ts';

const study: Study = {
  format: 'tablab/study', version: 1, id: 's1', name: 'Penguins', data: null, target: null, task: null, steps: [],
  split: { kind: 'given', folds: [0, 1, -1] }, models: [], metric: null, notes: '',
};
const LIMITS = { entries: 3, total: 1e6, names: ['a', 'b', 'c'] };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** fflate itself cannot write an entry named `__proto__`, so the name is changed afterwards. */
const renamed = (zip: Uint8Array, from: string, to: string): Uint8Array =>
  Uint8Array.from(Array.from(zip, (b) => String.fromCharCode(b)).join('').replaceAll(from, to), (c) => c.charCodeAt(0));

/** What came of it: a value, or a sentence; anything else thrown goes on. */
function outcome<T>(attempt: () => T): T | string {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof StudioError) return error.message;
    throw error;
  }
}

describe('the study file', () => {
  it('comes back whole', () => {
    const table = Uint8Array.from({ length: 100_000 }, (_, i) => i * i);
    const file = bytes('a,b\n1,2\n');
    const back = unpackStudy(packStudy({ study, table, file }));
    expect(back.study).toEqual(study);
    expect(back.table).toEqual(table);
    expect(back.file).toEqual(file);
  });

  it('carries the model files of its models, and none that it does not name', () => {
    const hash = 'ab'.repeat(32);
    const own: Study = { ...study, models: [{ id: 'm', type: 'imported-trees', version: 1, params: { file: hash, name: 'a.json' }, seed: 42 }] };
    const models = new Map([[hash, bytes('{}')]]);
    expect(unpackStudy(packStudy({ study: own, table: null, file: null, models }))).toEqual({ study: own, table: null, file: null, models });
    expect(() => unpackStudy(packStudy({ study, table: null, file: null, models }))).toThrow('that none of its models is read from');
    expect(() => unpackStudy(writeZip([{ name: 'study.json', bytes: bytes(JSON.stringify(own)) }, { name: 'model-../../x', bytes: bytes('{}') }]))).toThrow('which is not expected');
    expect(() => packStudy({ study: own, table: null, file: null, models: new Map(Array.from({ length: 101 }, (_, i) => [String(i), bytes('')])) })).toThrow('at most 100');
  });

  it('is the same bytes for the same parts', () => {
    expect(packStudy({ study, table: null, file: null })).toEqual(packStudy({ study, table: null, file: null }));
  });

  it('opens a bare study.json', () => {
    expect(unpackStudy(bytes(JSON.stringify(study)))).toEqual({ study, table: null, file: null, models: new Map() });
  });

  it('refuses damage anywhere with a sentence, or does not see it', () => {
    const table = bytes('table'.repeat(50));
    const packed = packStudy({ study, table, file: null });
    fc.assert(fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const damaged = packed.slice();
      damaged[at] = damaged[at]! ^ by;
      const back = outcome(() => unpackStudy(damaged));
      // Dates and flags may change without harm, and an entry may vanish; contents may not change.
      expect(typeof back === 'string' ? study : back.study).toEqual(study);
      expect(typeof back === 'string' || back.table === null ? table : back.table).toEqual(table);
    }), { numRuns: 400 });
  });

  it('refuses any bytes with a sentence', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, pk) => {
      expect(() => unpackStudy(pk ? Uint8Array.from([0x50, 0x4b, 3, 4, ...noise]) : noise)).toThrow(StudioError);
    }));
  });
});

describe('readZip', () => {
  it('reads what writeZip and others write', () => {
    const back = readZip(writeZip([{ name: 'a', bytes: bytes('aaaa'.repeat(100)) }, { name: 'b', bytes: bytes('b'), store: true }]), LIMITS);
    expect(new TextDecoder().decode(back.get('a'))).toBe('aaaa'.repeat(100));
    expect(new TextDecoder().decode(back.get('b'))).toBe('b');
  });

  it('refuses unexpected names, prototypes among them', () => {
    expect(() => readZip(renamed(zipSync({ aaaaaaaaa: bytes('x') }), 'aaaaaaaaa', '__proto__'), LIMITS)).toThrow(/holds "__proto__", which is not expected/);
    expect(() => readZip(zipSync({ '../a': bytes('x') }), LIMITS)).toThrow(/holds "..\/a"/);
  });

  it('refuses too many entries and too much inside before unpacking', () => {
    expect(() => readZip(zipSync({ a: bytes('x'), b: bytes('x'), c: bytes('x'), d: bytes('x') }), LIMITS)).toThrow(/has 4 entries; at most 3/);
    expect(() => readZip(zipSync({ a: new Uint8Array(2_000_000) }), LIMITS)).toThrow(/when unpacked; at most 1 MB/);
  });

  it('refuses an entry whose size is a lie', () => {
    const zip = zipSync({ a: new Uint8Array(1000) });
    const view = new DataView(zip.buffer);
    const directory = view.getUint32(zip.length - 6, true);
    for (const lie of [10, 900_000]) {
      view.setUint32(directory + 24, lie, true);
      expect(() => readZip(zip, LIMITS)).toThrow(/checksum|promises more|cannot be unpacked/);
    }
  });
});

it('computes the CRC-32 that everybody computes', () => {
  expect(crc32(bytes('123456789'))).toBe(0xcbf43926);
});
