import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { columnValues } from '../frame/column-values.ts';
import { findSample, openSample, samples } from './samples.ts';

const path = (file: string): URL => new URL(`../../public/samples/${file}`, import.meta.url);
const readFile = (file: string): Promise<Blob> => Promise.resolve(new Blob([readFileSync(path(file))]));

describe('samples', () => {
  it.each(samples.map((s) => [s.id, s] as const))('%s opens with the rows, columns and target that the catalogue says', async (id, sample) => {
    const { table, issues } = await openSample(id, readFile);
    expect([table.rows, table.columns.length]).toEqual([sample.rows, sample.columns]);
    expect(issues).toEqual([]);
    const target = sample.target === null ? null : columnValues(table, sample.target);
    expect(target?.kind).toBe({ unsupervised: undefined, regression: 'number', ranking: 'number', binary: 'category', multiclass: 'category' }[sample.task]);
    const classes = target?.kind === 'category' ? new Set(target.codes).size : 0;
    expect(classes).toBe({ penguins: 3, digits: 10, payments: 2 }[id] ?? 0);
    const { width, height, channels } = sample.image ?? { width: 0, height: 0, channels: 0 };
    expect(table.columns.filter((c) => c.name.startsWith('pixel_'))).toHaveLength(width * height * channels);
  });

  it('are what their scripts make', async () => {
    for (const sample of samples) {
      const script = sample.file.split('.')[0]!.replace('seattle-', '');
      const module = (await import(new URL(`../../scripts/samples/${script}.mjs`, import.meta.url).href)) as { make: () => string; text?: () => string };
      const bytes = readFileSync(path(sample.file));
      expect((module.text ?? module.make)() === (sample.file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')).toBe(true);
    }
  });

  it('weigh less than 3 MB together', () => {
    expect(samples.reduce((sum, s) => sum + statSync(path(s.file)).size, 0)).toBeLessThan(3_000_000);
  });

  it('have 3 % fraud among the payments', async () => {
    const { table } = await openSample('payments', readFile);
    const fraud = columnValues(table, 'fraud');
    expect(fraud.kind === 'category' && fraud.codes.reduce((n, c) => n + c, 0)).toBe(150);
  });

  it('say which there are when asked for another', () => {
    expect(() => findSample('cars')).toThrow(/There is no sample "cars".*penguins/);
  });
});
