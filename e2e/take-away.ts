import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { Tablab } from './tablab.ts';

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** Which columns matter, and why each row: asked, drawn, and put into the words below. */
export async function explain(app: Tablab, options: { readonly shapRows?: string } = {}): Promise<void> {
  const { page } = app;
  await app.stage('Explain');
  await page.getByRole('button', { name: 'Shuffle and measure' }).click();
  const permutation = page.getByRole('region', { name: 'What the model needs' });
  await expect(app.charts(permutation)).toBeVisible({ timeout: 60_000 });
  if (options.shapRows) await app.pick('Explain at most', options.shapRows);
  await page.getByRole('button', { name: 'Explain with SHAP' }).click();
  const shap = page.getByRole('region', { name: 'Why it says what it says' });
  // Bars, beeswarm, dependence, waterfall; of trees, which columns act together too.
  const waterfall = app.charts(shap).nth(3);
  await expect(waterfall).toBeVisible({ timeout: 90_000 });
  const before = await waterfall.getAttribute('aria-label');
  await shap.getByRole('button', { name: 'Next row' }).click();
  await expect(waterfall).not.toHaveAttribute('aria-label', before!);
}

/** The report opens in a page of its own with the network cut: nothing is asked for, nothing complained of. */
export async function report(app: Tablab, context: BrowserContext, holds: readonly (string | RegExp)[]): Promise<void> {
  const file = await app.download(() => app.page.getByRole('button', { name: 'Make the report' }).first().click());
  expect(file.suggestedFilename()).toMatch(/report\.html$/);
  // By its own name: a file without an ending would be shown as text.
  const path = test.info().outputPath(file.suggestedFilename());
  await file.saveAs(path);
  expect(readFileSync(path, 'utf8')).toMatch(/^<!doctype html>/i);
  const reader = await context.newPage();
  const wrong: string[] = [];
  reader.on('request', (r) => { if (!/^(file|data|blob):/.test(r.url())) wrong.push(r.url()); });
  reader.on('pageerror', (e) => wrong.push(e.message));
  reader.on('console', (m) => { if (m.type() === 'error') wrong.push(m.text()); });
  await context.setOffline(true);
  await reader.goto(pathToFileURL(path).href);
  await expect(reader.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await reader.locator('svg').count()).toBeGreaterThan(2);
  for (const words of holds) await expect(reader.getByText(words).first()).toBeVisible();
  await context.setOffline(false);
  expect(wrong).toEqual([]);
  await reader.close();
}

/** ONNX with its certificate on screen and in the zip. */
export async function onnx(app: Tablab): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'Export and verify' }).click();
  const card = page.getByRole('region', { name: 'ONNX, verified' });
  await expect(card.getByText(/^Passed: the exported file was run on/)).toBeVisible({ timeout: 60_000 });
  const shown = Number(await card.getByRole('definition').first().textContent());
  const zip = await app.download(() => card.getByRole('button', { name: /^Download/ }).click());
  const files = unzipSync(readFileSync(await zip.path()));
  const certificate = JSON.parse(text(files['parity.json'])) as { passed: boolean; rows: number; sameClass: number; largestDifference: number };
  expect(certificate).toMatchObject({ passed: true, sameClass: 1 });
  expect(certificate.rows).toBeGreaterThan(0);
  expect(shown).toBeCloseTo(certificate.largestDifference, 6);
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['README.md', 'features.json', 'model.onnx', 'parity.json', 'predictions.csv']));
}

/** Predictions, script, study file; the study file opens again as the same study. */
export async function files(app: Tablab, expected: { readonly rows: number; readonly header: RegExp; readonly script: string }): Promise<void> {
  const { page } = app;
  const predictions = await app.download(() => page.getByRole('button', { name: 'Download CSV' }).click());
  const lines = readFileSync(await predictions.path(), 'utf8').trim().split('\n');
  expect(lines[0]).toMatch(expected.header);
  expect(lines.length - 1).toBe(expected.rows);
  const script = await app.download(() => page.getByRole('button', { name: /^Download \(\d+ lines\)/ }).click());
  const python = readFileSync(await script.path(), 'utf8');
  expect(python).toContain('import pandas as pd');
  expect(python).toContain(expected.script);
}

/** The study file with its data, opened again here, is the same study but for its id. */
export async function studyFile(app: Tablab): Promise<void> {
  const { page } = app;
  const save = async (): Promise<{ readonly path: string; readonly study: Readonly<Record<string, unknown>> }> => {
    const file = await app.download(() => page.getByRole('button', { name: 'With data', exact: true }).click());
    const path = await file.path();
    const entries = unzipSync(readFileSync(path));
    expect(Object.keys(entries)).toEqual(expect.arrayContaining(['study.json', 'table.bin']));
    return { path, study: JSON.parse(text(entries['study.json'])) as Readonly<Record<string, unknown>> };
  };
  const { path, study } = await save();
  await app.stage('Home');
  await app.choose('Study file', { name: 'study.tablab', mimeType: 'application/zip', buffer: readFileSync(path) });
  await app.dataShown();
  await expect(page.getByRole('textbox', { name: 'Name of the study' })).toHaveValue(String(study['name']));
  await app.stage('Model');
  // Results are kept under what made them: the same study has them already.
  await app.train(30_000);
  await app.stage('Deploy');
  const back = await save();
  expect({ ...back.study, id: '' }).toEqual({ ...study, id: '' });
}
