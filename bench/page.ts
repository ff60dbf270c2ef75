import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from '@playwright/test';
import { ensureBrowser, root } from '../scripts/ensure.mjs';
import { serve } from '../scripts/serve.mjs';

interface Bench {
  readonly note: (text: string) => void;
  readonly report: (row: { readonly case: string; readonly ours: number; readonly peer: number; readonly peerName: string; readonly goal: number }) => void;
}

const ROWS = 1_000_000;

/** A table of 1,000,000 × 12, about 90 MB: numbers, categories and missing cells. */
function bigCsv(): string {
  const lines = ['a,b,c,d,e,f,g,h,kind,place,score,target'];
  let state = 1;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < ROWS; i++) {
    const a = random();
    lines.push(`${a.toFixed(4)},${random().toFixed(4)},${(random() * 100).toFixed(2)},${i % 97 === 0 ? '' : (random() * 9).toFixed(3)},${random().toFixed(3)},${Math.floor(random() * 1000)},${random().toFixed(4)},${random().toFixed(4)},kind ${Math.floor(random() * 7)},place ${Math.floor(random() * 40)},${(a * 10).toFixed(2)},${a > 0.5 ? 'yes' : 'no'}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Long tasks are counted by the page itself, from its first script on. */
async function watched(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(address);
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  return page;
}

/** The longest task since the last call, in seconds; the browser does not report those under 50 ms, which then count as 50 ms. */
async function longestTask(page: Page): Promise<number> {
  const longest = await page.evaluate(() => Math.max(50, ...(globalThis as unknown as { longTasks: number[] }).longTasks.splice(0)));
  return longest / 1000;
}

async function firstLoad(page: Page, address: string): Promise<number> {
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name).filter((n) => n.endsWith('.js') && !/worker/i.test(n)));
  return names.reduce((sum, name) => {
    const file = join(root, 'dist', name.replace(address, ''));
    return sum + (existsSync(file) ? gzipSync(readFileSync(file)).length : 0);
  }, 0) / 1024;
}

async function loadAndTrain(browser: Browser, address: string, file: string, { report }: Bench): Promise<void> {
  const page = await watched(browser, address);
  report({ case: 'first-load JavaScript, KB gzip', ours: await firstLoad(page, address), peer: 300, peerName: 'budget of 300 KB', goal: 1 });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a file' }).click();
  await longestTask(page);
  const picked = await chooser;
  const start = performance.now();
  await picked.setFiles(file);
  await page.getByRole('main').getByText(/^0\.\d{4}$/).first().waitFor({ timeout: 60_000 });
  report({ case: 'first rows of a 90 MB file on screen', ours: (performance.now() - start) / 1000, peer: 1, peerName: 'a second', goal: 1 });
  await page.getByRole('grid').waitFor({ timeout: 120_000 });
  report({ case: 'longest main-thread task while loading 1,000,000 × 12', ours: await longestTask(page), peer: 0.05, peerName: '50 ms', goal: 1 });
  await page.close();
}

async function trainSmall(browser: Browser, address: string, { report }: Bench): Promise<void> {
  const page = await watched(browser, address);
  await page.getByRole('button', { name: /Which penguin is this/ }).first().click();
  await page.getByRole('grid').waitFor({ timeout: 60_000 });
  await page.getByRole('navigation').getByRole('button', { name: /^Model/ }).click();
  await page.getByRole('button', { name: /^Add the usual/ }).click();
  await longestTask(page);
  await page.getByRole('button', { name: /^Train \d+ models$/ }).click();
  await page.getByText('Nothing is running.').waitFor({ timeout: 120_000 });
  report({ case: 'longest main-thread task while training five models', ours: await longestTask(page), peer: 0.05, peerName: '50 ms', goal: 1 });
  await page.close();
}

/** What a person feels: how soon rows are seen, how long the page is busy, how much comes first. */
export default async function bench(tools: Bench): Promise<void> {
  if (!existsSync(join(root, 'dist/index.html')) || readdirSync(join(root, 'dist')).length === 0) {
    tools.note('page: the app is not built; run npm run build first.');
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'tablab-bench-'));
  const file = join(folder, 'big.csv');
  await writeFile(file, bigCsv());
  const server = await serve({ port: 4950 });
  const path = ensureBrowser();
  const browser = await chromium.launch({ ...(path ? { executablePath: path } : {}), args: ['--no-sandbox', '--disable-background-networking'] });
  try {
    await loadAndTrain(browser, server.address, file, tools);
    await trainSmall(browser, server.address, tools);
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
