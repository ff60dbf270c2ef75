// npm run dev: the app with hot reload.
import { ensurePackages, vite } from './ensure.mjs';

ensurePackages();
process.exitCode = vite(process.argv.slice(2)) ? 0 : 1;
