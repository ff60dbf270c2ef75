import { type Download, expect, type Locator, type Page, type Request } from '@playwright/test';

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The app as a person drives it: by the names that are on the screen. */
export class Tablab {
  readonly page: Page;
  readonly #faults: string[] = [];
  readonly #asked: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.#faults.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#faults.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('request', (request: Request) => this.#asked.push(request.url()));
  }

  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
  }

  /** Every file of the app is kept in this browser, and this page is served from there. */
  async offlineReady(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (navigator.serviceWorker.controller === null) await new Promise((resolve) => { navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }); });
    });
  }

  async stage(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Stages' }).getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await expect(this.page.getByRole('heading', { name, level: 1 })).toBeVisible();
  }

  /** Chooses an action of the palette by typing its name, as fast as keys come: none may be lost, and none go to the page. */
  async palette(action: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Search every action' });
    await this.page.keyboard.press('Control+k');
    await this.page.keyboard.type(action);
    await expect(field).toHaveValue(action);
    await this.page.keyboard.press('Enter');
    await expect(field).toHaveCount(0);
  }

  /** Opens a sample by its question and waits for its first rows. */
  async sample(question: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(literally(question)) }).first().click();
    await this.dataShown();
  }

  /** Chooses a file as with the button on Home. */
  async file(name: string, content: string | Buffer): Promise<void> {
    await this.choose('Open a file', { name, mimeType: 'text/csv', buffer: Buffer.from(content as string) });
  }

  async choose(button: string, file: string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: button, exact: true }).click();
    await (await chooser).setFiles(file as never);
  }

  async dataShown(timeout = 60_000): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Data', level: 1 })).toBeVisible({ timeout });
    await expect(this.grid.or(this.page.getByRole('radiogroup', { name: 'Show rows as' })).first()).toBeVisible({ timeout });
  }

  /** All that was done is kept. */
  async saved(): Promise<void> {
    await expect(this.page.getByRole('banner').getByText('Saved', { exact: true })).toBeVisible();
  }

  get grid(): Locator {
    return this.page.getByRole('grid', { name: 'Rows of the table' });
  }

  /** The label of what undo would take back. */
  get undoing(): Locator {
    return this.page.getByRole('banner').getByRole('button', { name: /^Undo/ });
  }

  /** A select is a field with a list: open it, then choose by the words of the option. */
  async pick(label: string, option: string | RegExp): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).click();
    await this.page.getByRole('option', { name: option }).first().click();
  }

  /** A choice of a segmented control, by its name and the words on it. */
  async segment(group: string, choice: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: group, exact: true }).getByText(choice, { exact: true }).click();
  }

  /** Charts in a part of the screen; icons are images too. */
  charts(within: Page | Locator = this.page): Locator {
    return within.locator('.tl-plot-canvas');
  }

  /** A chart is there and drawn: its summary is its name, and it holds a drawing. */
  async chart(name: RegExp): Promise<Locator> {
    const chart = this.charts().and(this.page.getByRole('img', { name })).first();
    // Charts further down are drawn when one scrolls to them; a chart that is drawn anew while one scrolls is another element.
    await expect(async () => {
      await chart.scrollIntoViewIfNeeded({ timeout: 5000 });
      await expect(chart.locator('svg').first()).toBeVisible({ timeout: 5000 });
    }).toPass({ timeout: 30_000 });
    return chart;
  }

  /** Adds a model of the catalogue, and opens its form. */
  async addModel(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Add ${name}`, exact: true }).click();
  }

  async openModel(label: string): Promise<void> {
    await this.page.getByRole('region', { name: /^In this study/ }).getByRole('button', { name: new RegExp(`^${literally(label)}`) }).click();
  }

  async set(param: string, value: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: param, exact: true });
    await field.fill(value);
    await field.blur();
  }

  /** Trains what is waiting and shows Train. */
  async startTraining(): Promise<void> {
    await this.page.getByRole('button', { name: /^Train \d+ models?$/ }).click();
    await expect(this.page.getByRole('heading', { name: 'Train', level: 1 })).toBeVisible();
  }

  async trained(timeout = 150_000): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Evaluate the best' })).toBeVisible({ timeout });
    await expect(this.page.getByText('Nothing is running.')).toBeVisible();
  }

  async train(timeout?: number): Promise<void> {
    await this.startTraining();
    await this.trained(timeout);
  }

  get board(): Locator {
    return this.page.getByRole('table', { name: 'Leaderboard' });
  }

  /** Cell of the leaderboard, by model and column. */
  async score(model: string, column: string): Promise<number> {
    const heads = (await this.board.getByRole('columnheader').allTextContents()).map((h) => h.trim());
    const at = heads.indexOf(column);
    expect(at, `leaderboard has a column ${column}: ${heads.join(', ')}`).toBeGreaterThanOrEqual(0);
    const text = await this.board.getByRole('row').filter({ hasText: model }).first().getByRole('cell').nth(at).textContent();
    return Number(text!.trim().split(/\s/)[0]!.replaceAll(',', '').replace('−', '-'));
  }

  async download(press: () => Promise<void>, timeout = 60_000): Promise<Download> {
    const coming = this.page.waitForEvent('download', { timeout });
    await press();
    return coming;
  }

  /** Addresses asked for that are not the app's own. */
  get foreign(): readonly string[] {
    const { origin } = new URL(this.page.url());
    return this.#asked.filter((url) => !/^(blob|data|about):/.test(url) && new URL(url).origin !== origin);
  }

  /** Nothing was thrown, nothing complained of, nothing asked of anyone else. */
  noFaults(): void {
    expect(this.#faults).toEqual([]);
    expect(this.foreign).toEqual([]);
  }
}
