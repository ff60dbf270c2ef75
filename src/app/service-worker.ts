/**
 * Keeps every file of the app in the browser, so that it opens and works with the network cut. Built into
 * `service-worker.js`; the list of files is put in by scripts/offline.mjs, and its hash makes each build a new one.
 */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** The page's type library knows `self` as a window. */
interface Scope {
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}
const scope = self as unknown as Scope;

const { version, files } = JSON.parse('__OFFLINE__') as { readonly version: string; readonly files: readonly string[] };
const NAME = `tablab-${version}`;

/** Files with a hash in their name are taken over from the build before. */
async function keep(): Promise<void> {
  const cache = await caches.open(NAME);
  for (const file of files) {
    const known = file.startsWith('/assets/') ? await caches.match(file) : undefined;
    if (known) await cache.put(file, known);
    else await cache.add(new Request(file, { cache: 'no-cache' }));
  }
}

async function forgetOthers(): Promise<void> {
  for (const name of await caches.keys()) if (name !== NAME && name.startsWith('tablab-')) await caches.delete(name);
  // The page that brought this in is served by it from now on.
  await scope.clients.claim();
}

/** The page itself comes from the network where there is one, so that a new build is seen at once; its files never change. */
async function answer(request: Request, path: string): Promise<Response> {
  const kept = async (): Promise<Response | undefined> => (await caches.open(NAME)).match(path);
  if (path.startsWith('/assets/')) return (await kept()) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (thrown) {
    const copy = await kept();
    if (!copy) throw thrown;
    return copy;
  }
}

scope.addEventListener('install', (event) => event.waitUntil(keep()));
scope.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
scope.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const path = url.pathname === '/' ? '/index.html' : url.pathname;
  if (event.request.method === 'GET' && url.origin === location.origin && files.includes(path)) event.respondWith(answer(event.request, path));
});
