import { describe, expect, it } from 'vitest';
import { escaped, html } from './html.ts';
import { reportHtml } from './index.ts';
import { factsOf } from './input.ts';
import { regressionInput, sampleInput } from './sample.test-data.ts';
import { tiedWithBest } from './sections/opening.ts';
import { limitSentences } from './sections/limits.ts';
import { direction, levels, meanAbsolute, spearman } from './sections/shap-numbers.ts';
import { bars } from './svg/bars.ts';
import { ticks } from './svg/frame.ts';
import { figure, list } from './words.ts';

/** Every start tag of a page, outside of text. */
const tags = (page: string): ReadonlySet<string> => new Set(Array.from(page.matchAll(/<([a-z][a-z0-9]*)/gi), (m) => m[1]!.toLowerCase()));

describe('reportHtml', () => {
  const page = reportHtml(sampleInput());

  it('asks nothing of any network and runs nothing', () => {
    expect(page).not.toMatch(/https?:|url\(|@import|<[^>]*\s(src|href|on\w+)=/);
    expect([...tags(page)].filter((t) => ['script', 'img', 'link', 'iframe', 'object', 'b'].includes(t))).toEqual([]);
  });

  it('shows hostile names as text', () => {
    expect(page).toContain('&lt;/script&gt;&lt;script&gt;alert(&quot;x&quot;)');
    expect(page).toContain('&lt;b&gt;Torgersen');
    expect(page).toContain('Asked by &lt;b&gt;the island station');
  });

  it('closes what it opens', () => {
    const open: string[] = [];
    const wrong: string[] = [];
    const alone = new Set(['meta', 'line', 'rect', 'circle', 'path']);
    for (const [, close, name, rest] of page.replace(/<!doctype html>|<style>[^]*?<\/style>/g, '').matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g)) {
      if (alone.has(name!) || rest!.endsWith('/')) continue;
      if (close !== '/') open.push(name!);
      else if (open.pop() !== name) wrong.push(name!);
    }
    expect([...open, ...wrong]).toEqual([]);
  });

  it.each([
    ['the answer with the baseline', 'LogisticRegression reaches Accuracy 0.942'],
    ['the gain over the baseline', 'the columns tell the model something'],
    ['ties', 'The intervals of the first 2 overlap'],
    ['what matters', 'Shuffling bill_length_mm costs most: 0.31 (± 0.02)'],
    ['a direction', 'Low values of bill_length_mm speak for Adelie'],
    ['mistakes', 'The most frequent mistake: 2 rows of Chinstrap'],
    ['the split', '20 % of the rows were held out to test, shuffled with seed 42'],
    ['limits', 'The scores rest on 69 test rows'],
    ['the hash of the data', 'a'.repeat(64)],
    ['the certificate', 'largest difference 3.0e-16 on 69 rows'],
    ['the script', 'print(&quot;&lt;hello&gt;&quot;)'],
  ])('says %s', (_, sentence) => {
    expect(page).toContain(sentence);
  });

  it('draws every kind of chart it has data for', () => {
    expect([...page.matchAll(/<svg[^>]*aria-label="([^"]{12})/g)].length).toBeGreaterThanOrEqual(10);
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('reports a regression without a profile or explanations', () => {
    const regression = reportHtml(regressionInput());
    expect(regression).toContain('nine in ten within');
    expect(regression).toContain('No explanation was made');
    expect(regression).not.toMatch(/NaN|undefined|\[object/);
  });
});

describe('what it says', () => {
  it('names overfitting and a missing baseline', () => {
    const said = limitSentences(factsOf(regressionInput())).join(' ');
    expect(said).toMatch(/On the rows it learned from, RMSE is 1\.100; on the test rows 2\.010/);
    expect(said).toMatch(/No baseline was trained/);
  });

  it('counts ties by overlapping intervals', () => {
    expect(tiedWithBest(factsOf(sampleInput()))).toBe(2);
  });

  it('writes numbers and lists for people', () => {
    expect([1234567, 0.97134, 3.2e-7, -2, Number.NaN, Infinity].map(figure)).toEqual(['1,234,567', '0.9713', '3.20e−7', '−2', '–', '∞']);
    expect([list([]), list(['a']), list(['a', 'b', 'c']), list(['a', 'b', 'c'], 2)]).toEqual(['', 'a', 'a, b and c', 'a, b and 1 more']);
  });
});

describe('SHAP in numbers', () => {
  const shap = sampleInput().explanations.find((e) => e.kind === 'shap')!;

  it('finds directions', () => {
    expect(direction(shap, 0, 0)).toEqual({ kind: 'down' });
    expect(direction(shap, 2, 0)).toEqual({ kind: 'up' });
    expect(direction(shap, 1, 1)).toMatchObject({ kind: 'categories', highest: 'Dream' });
    expect(meanAbsolute(shap, null)[0]).toBeGreaterThan(meanAbsolute(shap, null)[1]!);
  });

  it('ranks with ties', () => {
    expect(spearman([1, 2, 3, 4], [10, 20, 30, 30])).toBeCloseTo(0.9486832980505138, 12);
    expect(spearman([1, 1, 1], [1, 2, 3])).toBe(0);
    expect([...levels(Float64Array.of(5, Number.NaN, 1, 3))]).toEqual([1, Number.NaN, 0, 0.5]);
  });
});

describe('drawings', () => {
  it('put ticks on round values', () => {
    expect(ticks(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks(-3.2, 11)).toEqual([0, 5, 10]);
    expect(ticks(2, 2)).toEqual([2]);
  });

  it('stay whole with nothing, one or equal values', () => {
    for (const data of [[], [{ name: 'a', value: 0 }], [{ name: 'a', value: 2 }, { name: 'b', value: 2 }]]) expect(bars(data, 'x', 'y').markup).not.toMatch(/NaN|Infinity/);
  });

  it('escape whatever is put into a template', () => {
    expect(html`<p>${'<b>'}${[html`<i>${1}</i>`, null, false]}</p>`.markup).toBe('<p>&lt;b&gt;<i>1</i></p>');
    expect(escaped('\u0000a\n')).toBe('\ufffda\n');
  });
});
