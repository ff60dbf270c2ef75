import { expect, type Page, test } from '@playwright/test';
import { Tablab } from './tablab.ts';

/** What has the focus, and whether a person can see that it has. */
async function focus(page: Page): Promise<{ readonly lost: boolean; readonly seen: boolean; readonly what: string }> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return { lost: true, seen: false, what: 'body' };
    // A control may be drawn by what it lies in or beside (the track of a switch, the frame of an input), a grid by its active cell.
    const cell = document.getElementById(at.getAttribute('aria-activedescendant') ?? '');
    const drawn = (): string => [at, at.parentElement, at.nextElementSibling, cell].map((e) => {
      if (e === null) return '';
      const s = getComputedStyle(e);
      return [s.outline, s.boxShadow, s.borderColor, s.background].join();
    }).join(';');
    const focused = drawn();
    at.blur();
    const plain = drawn();
    at.focus({ preventScroll: true });
    const box = at.getBoundingClientRect();
    return { lost: false, seen: focused !== plain && box.bottom > 0 && box.top < innerHeight, what: `${at.tagName} ${at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 60) ?? ''}` };
  });
}

/** Tabs on until the thing named has the focus; every stop on the way must be visible. */
async function tabTo(page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp, most = 120): Promise<void> {
  const wanted = page.getByRole(role, { name }).first();
  await expect(wanted).toBeVisible({ timeout: 60_000 });
  for (let i = 0; i < most; i++) {
    if (await wanted.evaluate((e) => e === document.activeElement)) return;
    await page.keyboard.press('Tab');
    const now = await focus(page);
    // Past the last stop the browser's own frame has it for one press.
    if (!now.lost) expect(now.seen, `the focus on ${now.what} can be seen`).toBe(true);
  }
  throw new Error(`Tab does not reach ${String(name)}; it is at ${(await focus(page)).what}.`);
}

/** G, then the stage's letter: both within 1.2 s, which a busy machine may take between two keys. */
async function go(page: Page, letter: string, title: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible({ timeout: 5000 });
  }).toPass();
}

const at = (page: Page, title: string) => expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible({ timeout: 30_000 });

test('the main job with the keyboard alone', async ({ page }) => {
  test.slow();
  const app = new Tablab(page);
  await app.open();
  // A colour on its way is neither the one nor the other.
  await page.addStyleTag({ content: '* { transition: none !important; }' });

  await tabTo(page, 'button', /Which penguin is this/);
  await page.keyboard.press('Enter');
  await app.dataShown();
  await tabTo(page, 'grid', 'Rows of the table');
  await page.keyboard.press('Control+ArrowDown');
  await expect(app.grid.getByRole('row', { name: /^344/ })).toBeVisible();
  await page.keyboard.press('Control+ArrowUp');

  await page.keyboard.press('Alt+4');
  await at(page, 'Prepare');
  await tabTo(page, 'button', /StandardScaler/);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(app.undoing).toHaveAccessibleName(/Move StandardScaler/);
  await page.keyboard.press('Control+z');
  await expect(app.undoing).not.toHaveAccessibleName(/Move StandardScaler/);
  await page.keyboard.press('Control+Shift+z');
  await expect(app.undoing).toHaveAccessibleName(/Move StandardScaler/);
  await page.keyboard.press('Control+z');

  await go(page, 'm', 'Model');
  await tabTo(page, 'button', 'Add LogisticRegression');
  await page.keyboard.press('Enter');
  await app.palette('Add KNeighborsClassifier');
  await expect(page.getByText('In this study: 3 models')).toBeVisible();
  expect((await focus(page)).lost, 'the focus after the palette').toBe(false);

  await tabTo(page, 'button', /^Train 3 models$/);
  await page.keyboard.press('Enter');
  await at(page, 'Train');
  await app.trained();
  await tabTo(page, 'row', /LogisticRegression/);
  await page.keyboard.press('Enter');

  await go(page, 'v', 'Evaluate');
  await tabTo(page, 'button', 'Show these rows');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Close the rows' })).toBeVisible();
  expect((await focus(page)).what).toMatch(/row/i);

  await page.keyboard.press('Alt+8');
  await at(page, 'Explain');
  await tabTo(page, 'button', 'Shuffle and measure');
  await page.keyboard.press('Enter');
  await expect(app.charts(page.getByRole('region', { name: 'What the model needs' }))).toBeVisible({ timeout: 60_000 });
  await tabTo(page, 'button', 'Explain with SHAP');
  await page.keyboard.press('Enter');
  await expect(app.charts(page.getByRole('region', { name: 'Why it says what it says' }))).toHaveCount(4, { timeout: 60_000 });

  await app.palette('Go to Deploy');
  await at(page, 'Deploy');
  await tabTo(page, 'button', 'Export and verify');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', /^Download .*onnx/);
  const zip = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await zip).suggestedFilename()).toMatch(/onnx\.zip$/);
  app.noFaults();
});

test('the focus goes along when the stage changes or a dialog closes', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  await app.palette('Open sample: Palmer penguins');
  await app.dataShown();
  for (const [i, title] of ['Home', 'Data', 'Explore', 'Prepare', 'Model', 'Train', 'Evaluate', 'Explain', 'Deploy'].entries()) {
    await page.keyboard.press(`Alt+${i + 1}`);
    await at(page, title);
    await page.keyboard.press('Tab');
    const now = await focus(page);
    expect(now.lost, title).toBe(false);
  }
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toBeVisible();
  await expect(keys.getByText('Every action by name')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await app.palette('theme: dark');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  app.noFaults();
});

test('what is typed right after Ctrl+K goes into the palette, on a slow machine too', async ({ page }) => {
  const app = new Tablab(page);
  await app.open();
  await app.palette('Open sample: Palmer penguins');
  await app.dataShown();
  await app.stage('Model');
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 8 });
  const field = page.getByRole('textbox', { name: 'Search every action' });
  for (let round = 0; round < 5; round++) {
    // "g m" and "g p" are keys of the page: Model and Prepare.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('g m g p ?');
    await expect(field).toHaveValue('g m g p ?');
    await page.keyboard.press('Escape');
    await expect(field).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Model', level: 1 })).toBeVisible();
    // While a dialog is open the page's keys are off; the moment it is closed they are on again.
    await page.keyboard.press('?');
    await page.keyboard.press('Alt+4');
    await page.keyboard.press('?');
    await page.keyboard.press('Alt+5');
    await at(page, 'Model');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  app.noFaults();
});
