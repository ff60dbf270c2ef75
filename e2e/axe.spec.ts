import { expect, test } from '@playwright/test';
import { grave } from './grave.ts';
import { Tablab } from './tablab.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`nothing serious on any screen, ${theme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const app = new Tablab(page);
    const found: Record<string, readonly string[]> = {};
    const look = async (where: string): Promise<void> => {
      const wrong = await grave(app);
      if (wrong.length > 0) found[where] = wrong;
    };
    await app.open();
    await look('Home');
    for (const name of ['Data', 'Model', 'Evaluate']) {
      await app.stage(name);
      await look(`${name}, without data`);
    }
    await app.stage('Home');
    await app.sample('Which payments are fraud?');
    await expect(app.grid.locator('svg.tl-mini').first()).toBeVisible();
    await look('Data');
    for (const tab of ['How it was read', 'Issues']) {
      await page.getByRole('radiogroup', { name: 'Show', exact: true }).getByText(tab).click();
      await look(`Data: ${tab}`);
    }
    await app.stage('Explore');
    for (const view of ['Distributions', 'Correlation', 'Pairs', 'Target']) {
      await app.segment('View', view);
      await app.chart(/./);
      await look(`Explore: ${view}`);
    }
    await app.stage('Prepare');
    await page.getByRole('region', { name: 'Steps' }).getByRole('button', { name: /OneHotEncoder/ }).first().click();
    await expect(page.locator('.tl-step-body table').first()).toBeVisible();
    await look('Prepare');
    await app.stage('Model');
    await app.addModel('LogisticRegression');
    await app.addModel('MLP');
    await app.openModel('MLP');
    await app.set('Epochs', '20');
    await look('Model');
    await app.startTraining();
    await look('Train, running');
    await app.trained();
    await app.board.getByRole('row').filter({ hasText: 'MLP' }).click();
    await app.chart(/^Epoch \d+/);
    await look('Train');
    await app.board.getByRole('row').filter({ hasText: 'LogisticRegression' }).click();
    await page.getByRole('main').getByRole('button', { name: 'Evaluate', exact: true }).click();
    await app.chart(/./);
    await page.getByRole('button', { name: 'Show these rows' }).click();
    await look('Evaluate');
    await app.stage('Explain');
    await page.getByRole('button', { name: 'Shuffle and measure' }).click();
    await page.getByRole('button', { name: 'Explain with SHAP' }).click();
    await expect(app.charts(page.getByRole('region', { name: 'Why it says what it says' }))).toHaveCount(4, { timeout: 60_000 });
    await look('Explain');
    await app.stage('Deploy');
    await page.getByRole('button', { name: 'Export and verify' }).click();
    await expect(page.getByText(/^Passed: /)).toBeVisible({ timeout: 60_000 });
    await look('Deploy');
    await page.getByRole('button', { name: 'Python twin', exact: true }).click();
    await expect(page.getByRole('complementary', { name: 'Python twin' }).locator('code, pre').first()).toBeVisible();
    await look('Python twin open');
    await page.getByRole('button', { name: 'Close the Python twin' }).click();
    await app.stage('Help');
    await expect(page.getByRole('article').getByRole('heading').first()).toBeVisible();
    await look('Help');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('textbox', { name: 'Search every action' })).toBeFocused();
    await look('Palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await look('Keys');
    expect(found).toEqual({});
    app.noFaults();
  });
}
