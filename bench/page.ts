import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from '@playwright/test';
import { ensureBrowser, root } from '../scripts/ensure.mjs';
import { serve } from '../scripts/serve.mjs';

interface Bench {
  readonly note: (text: string) => void;
  readonly report: (row: { readonly case: string; readonly ours: number; readonly peer: number; readonly peerName: string; readonly goal: number; readonly unit?: string }) => void;
}

const ROWS = 1_000_000;
/** Where the built app lies, as scripts/serve.mjs serves it. */
const dist = resolve(root, process.env['TABLAB_DIST'] ?? 'dist');

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

/** Opens the app as a person would, at the size most windows have. */
async function opened(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  return page;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds from begin to end, and of the thread's own time in between. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly frames?: readonly { readonly url: string; readonly processId?: number }[] } };
}

interface Longest {
  /** Seconds the thread worked on its longest task. */
  readonly cpu: number;
  /** Seconds from begin to end of the longest task: more than `cpu` where others want the machine too. */
  readonly wall: number;
}

/** What the browser's own trace says of the page's main thread from now until the function it resolves to is called. */
async function traced(browser: Browser, page: Page): Promise<() => Promise<Longest>> {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
  return async () => {
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] };
    const host = new URL(page.url()).host;
    const frames = traceEvents.find((e) => e.name === 'TracingStartedInBrowser')?.args?.data?.frames ?? [];
    const process = frames.find((f) => URL.canParse(f.url) && new URL(f.url).host === host)?.processId;
    const main = traceEvents.find((e) => e.name === 'thread_name' && e.args?.name === 'CrRendererMain' && e.pid === process);
    const tasks = traceEvents.filter((e) => e.name === 'RunTask' && e.pid === main?.pid && e.tid === main.tid);
    // A trace without tasks would look like a page that never worked.
    if (tasks.length === 0) throw new Error('The trace holds no task of the page; this browser names them otherwise.');
    const longest = (of: (e: TraceEvent) => number | undefined): number => tasks.reduce((most, e) => Math.max(most, of(e) ?? 0), 0) / 1e6;
    return { cpu: longest((e) => e.tdur), wall: longest((e) => e.dur) };
  };
}

/** The compared figure is the thread's own time, which other programs on the machine do not lengthen; the wall time is told beside it. */
function reportLongest(what: string, { cpu, wall }: Longest, { note, report }: Bench): void {
  note(`page: longest main-thread task while ${what}: ${Math.round(cpu * 1000)} ms of the thread's CPU time, ${Math.round(wall * 1000)} ms by the clock.`);
  report({ case: `longest main-thread task while ${what}, thread CPU time`, ours: cpu, peer: 0.05, peerName: '50 ms', goal: 1 });
}

async function firstLoad(page: Page, address: string): Promise<number> {
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name).filter((n) => n.endsWith('.js') && !/worker/i.test(n)));
  return names.reduce((sum, name) => {
    const file = join(dist, name.replace(address, ''));
    return sum + (existsSync(file) ? gzipSync(readFileSync(file)).length : 0);
  }, 0) / 1024;
}

/** Begins to open the file the way a person does; returns what hands it over. */
async function choosing(page: Page, file: string): Promise<() => Promise<void>> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a file' }).click();
  const picked = await chooser;
  return () => picked.setFiles(file);
}

async function firstRows(browser: Browser, address: string, file: string, { report }: Bench): Promise<void> {
  const page = await opened(browser, address);
  report({ case: 'first-load JavaScript, KB gzip', unit: 'KB', ours: await firstLoad(page, address), peer: 300, peerName: 'budget of 300 KB', goal: 1 });
  const choose = await choosing(page, file);
  const start = performance.now();
  await choose();
  await page.locator('main td').first().waitFor({ timeout: 60_000 });
  report({ case: 'first rows of a 90 MB file on screen', ours: (performance.now() - start) / 1000, peer: 1, peerName: 'a second', goal: 1 });
  await page.close();
}

// While a trace is taken, things are waited for by the simplest selectors: what Playwright looks for costs the page's thread too.

async function load(browser: Browser, address: string, file: string, tools: Bench): Promise<void> {
  const page = await opened(browser, address);
  const choose = await choosing(page, file);
  const longest = await traced(browser, page);
  await choose();
  // Until the charts above the columns are there.
  await page.locator('[role=grid] th svg.tl-mini').first().waitFor({ timeout: 120_000 });
  reportLongest('loading 1,000,000 × 12', await longest(), tools);
  await page.close();
}

async function train(browser: Browser, address: string, tools: Bench): Promise<void> {
  const page = await opened(browser, address);
  await page.getByRole('button', { name: /Which penguin is this/ }).first().click();
  await page.getByRole('grid').waitFor({ timeout: 60_000 });
  await page.getByRole('navigation').getByRole('button', { name: /^Model/ }).click();
  await page.getByRole('button', { name: /^Add the usual/ }).click();
  const longest = await traced(browser, page);
  await page.getByRole('button', { name: /^Train \d+ models$/ }).click();
  await page.locator('.tl-dock-line:not([data-idle])').waitFor();
  await page.locator('.tl-dock-line[data-idle]').waitFor({ timeout: 120_000 });
  reportLongest('training five models', await longest(), tools);
  await page.close();
}

/** What a person feels: how soon rows are seen, how long the page is busy, how much comes first. */
export default async function bench(tools: Bench): Promise<void> {
  if (!existsSync(join(dist, 'index.html'))) {
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
    await firstRows(browser, server.address, file, tools);
    await load(browser, server.address, file, tools);
    await train(browser, server.address, tools);
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
