import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { mulberry32 } from '../src/engine/core/random.ts';

/**
 * The page is crashed at random moments, as by a full memory or a power cut to the tab: no handler runs. Reopened, nothing
 * older than a second may be lost.
 */
const LOSS_MS = 1000;
/** The progress bar says where the training was a moment ago. */
const LOOK_MS = 400;
const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 100_000);
const random = mulberry32(seed);
const between = (low: number, high: number): number => low + (high - low) * random();

test.beforeEach(() => {
  test.info().annotations.push({ type: 'KILL_SEED', description: String(seed) });
});

async function crash(context: BrowserContext, page: Page): Promise<number> {
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  const at = Date.now();
  // The page that is to answer is the one that dies.
  session.send('Page.crash').catch(() => null);
  await crashed;
  await page.close();
  return at;
}

/**
 * Between the page's work and what the test can see of it: the longest round trip of an action or a look so far. Some tens of
 * milliseconds on a quiet machine, more on one that does other things too.
 */
class RoundTrip {
  longest = 0;
  async of<T>(act: () => Promise<T>): Promise<T> {
    const start = Date.now();
    const outcome = await act();
    this.longest = Math.max(this.longest, Date.now() - start);
    return outcome;
  }
}

const name = (page: Page) => page.getByRole('textbox', { name: 'Name of the study' });

async function reopened(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByText('344 rows').first()).toBeVisible();
  return page;
}

async function penguins(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: /Which penguin is this/ }).click();
  await expect(page.getByText('344 rows').first()).toBeVisible();
}

const stage = (page: Page, title: string) => page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${title}`) }).or(page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${title}`) })).first();

test('a page that crashes while editing loses less than the last second', async ({ context, page: first }) => {
  let page = first;
  await penguins(page);
  let count = 0;
  const trip = new RoundTrip();
  for (let round = 0; round < 4; round++) {
    const edits: { readonly at: number; readonly count: number }[] = [{ at: 0, count }];
    const end = Date.now() + between(800, 4000);
    while (Date.now() < end) {
      count++;
      await trip.of(() => name(page).fill(`Name ${count}`));
      await trip.of(() => name(page).press('Enter'));
      edits.push({ at: Date.now(), count });
      await page.waitForTimeout(between(0, 250));
    }
    const at = await crash(context, page);
    const owed = edits.findLast((e) => e.at <= at - LOSS_MS - trip.longest)!.count;
    page = await reopened(context);
    await expect(name(page)).not.toHaveValue('');
    const kept = Number((await name(page).inputValue()).replace('Name ', '')) || 0;
    expect(kept, `round ${round}: ${count} edits made, ${owed} of them more than a second before the crash`).toBeGreaterThanOrEqual(owed);
    expect(kept).toBeLessThanOrEqual(count);
    count = kept;
  }
});

test('a page that crashes while training goes on by itself where it was', async ({ context, page: first }) => {
  const EPOCHS = 100_000;
  let page = first;
  await penguins(page);
  await stage(page, 'Model').click();
  await page.getByRole('button', { name: 'Add MLP' }).click();
  await page.getByRole('button', { name: /^MLP/ }).click();
  await page.getByRole('textbox', { name: /^epochs$/i }).fill(String(EPOCHS));
  await page.getByRole('button', { name: /^Train \d+ models?$/ }).first().click();
  const bar = () => page.getByRole('progressbar', { name: 'Training MLP', exact: true });
  const epoch = async (): Promise<number> => Math.floor((Number(await bar().getAttribute('aria-valuenow')) / 100) * EPOCHS);
  let reached = 0;
  const trip = new RoundTrip();
  for (let round = 0; round < 3; round++) {
    await expect.poll(epoch, { timeout: 60_000 }).toBeGreaterThan(reached + 2);
    const seen: { readonly at: number; readonly epoch: number }[] = [{ at: 0, epoch: reached }];
    const end = Date.now() + between(2500, 5000);
    while (Date.now() < end) {
      seen.push({ epoch: await trip.of(epoch), at: Date.now() });
      await page.waitForTimeout(50);
    }
    const at = await crash(context, page);
    const owed = seen.findLast((s) => s.at <= at - LOSS_MS - Math.max(LOOK_MS, trip.longest))!.epoch;
    page = await reopened(context);
    await stage(page, 'Train').click();
    await page.getByRole('row', { name: /MLP/ }).first().click();
    const note = page.getByText(/Resumed at epoch [\d,]+/).first();
    await expect(note).toBeVisible({ timeout: 60_000 });
    const resumed = Number(/epoch ([\d,]+)/.exec(await note.innerText())![1]!.replaceAll(',', ''));
    expect(resumed, `round ${round}: at epoch ${seen.at(-1)!.epoch} when it crashed, at ${owed} a second before`).toBeGreaterThanOrEqual(owed);
    reached = resumed;
  }
  await page.getByRole('button', { name: /Stop MLP.*keep the best/ }).click();
  await expect(page.getByRole('row', { name: /MLP/ }).first()).toContainText('trained', { timeout: 60_000 });
});
