import { defineConfig } from '@playwright/test';

/** The built app, served with its real headers. */
export const PORT = Number(process.env['E2E_PORT'] ?? 4802);
const executablePath = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // Everything must pass on a small machine that does other work too: a failure waits longer, a success does not.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  fullyParallel: false,
  workers: 1,
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
        // A software adapter: slow, and correct.
        '--enable-unsafe-webgpu', '--enable-features=Vulkan', '--use-vulkan=swiftshader', '--use-webgpu-adapter=swiftshader',
      ],
    },
  },
  webServer: { command: `node ../scripts/serve.mjs ${PORT}`, url: `http://localhost:${PORT}/`, reuseExistingServer: false },
});
