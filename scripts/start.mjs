// npm start: installs what is missing, builds, serves the app and prints the address.
import { ensurePackages, vite } from './ensure.mjs';
import { isFresh } from './fresh.mjs';

ensurePackages();
if (!isFresh('dist/index.html') && !vite(['build', '--logLevel', 'warn'])) {
  console.error('The app could not be built; see above.');
  process.exit(1);
}
const { serve } = await import('./serve.mjs');
const { address } = await serve({ port: Number(process.env.PORT ?? 4173) });
console.log(`Tablab is at ${address} (Ctrl+C stops it)`);
