// Serves dist/ on localhost with the headers the app needs. `node scripts/serve.mjs [port]`, or `serve({port})` from a script.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createGzip } from 'node:zlib';
import { root } from './ensure.mjs';
import { headers, INSPECTOR } from './headers.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2', '.csv': 'text/csv; charset=utf-8',
  '.webmanifest': 'application/manifest+json', '.map': 'application/json',
};
const COMPRESS = new Set(['.html', '.js', '.mjs', '.css', '.json', '.svg', '.csv', '.wasm']);
/** Where the built app lies; tests that build their own name another place. */
const dist = resolve(root, process.env['TABLAB_DIST'] ?? 'dist');

function answer(request, response) {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  let name;
  try { name = decodeURIComponent(pathname); } catch { name = '/'; }
  const file = normalize(join(dist, name.endsWith('/') ? `${name}index.html` : name));
  if (!['GET', 'HEAD'].includes(request.method ?? '')) return response.writeHead(405, headers()).end();
  if (!file.startsWith(dist + sep) || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404, { ...headers(), 'Content-Type': 'text/plain' }).end('Not found');
  const ext = extname(file);
  const zip = COMPRESS.has(ext) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(200, {
    ...headers({ inspector: pathname === INSPECTOR }),
    'Content-Type': TYPES[ext] ?? 'application/octet-stream',
    // Hashed names never change what they hold; everything else is asked for again.
    'Cache-Control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(zip ? { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } : { 'Content-Length': statSync(file).size }),
  });
  if (request.method === 'HEAD') return response.end();
  const stream = createReadStream(file);
  if (zip) stream.pipe(createGzip({ level: 6 })).pipe(response);
  else stream.pipe(response);
}

/** Resolves to `{ address, close }` once it listens; tries the next ports when `port` is taken and `strict` is not set. */
export function serve({ port = 4173, strict = false } = {}) {
  return new Promise((resolve, reject) => {
    const server = createServer(answer);
    let wish = port;
    server.on('error', (error) => {
      if (error.code !== 'EADDRINUSE' || strict || wish >= port + 50) return reject(error);
      server.listen(++wish, '127.0.0.1');
    });
    server.on('listening', () => resolve({ address: `http://localhost:${wish}/`, close: () => server.close() }));
    server.listen(wish, '127.0.0.1');
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { address } = await serve({ port: Number(process.argv[2] ?? 4173), strict: process.argv.length > 2 });
  console.log(address);
}
