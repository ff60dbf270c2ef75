/**
 * Headers of every answer: isolation for shared memory, and a policy under which no byte can leave the tab.
 * `style-src 'unsafe-inline'` is for the style attributes that charts and components set; scripts are files only.
 * The network inspector is a document of its own: its charts compile strings, so that it may `eval`, and reach nothing at all.
 * @param {{ dev?: boolean, inspector?: boolean }} [options] dev lets the development server's socket and refresh script in.
 * @returns {Record<string, string>}
 */
export function headers({ dev = false, inspector = false } = {}) {
  const policy = inspector ? {
    'default-src': "'none'",
    'script-src': `'self' 'unsafe-eval'${dev ? " 'unsafe-inline'" : ''}`,
    'style-src': "'self' 'unsafe-inline'",
    'img-src': 'data: blob:',
    'font-src': "'self'",
    'connect-src': dev ? "'self' ws:" : "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'self'",
  } : {
    'default-src': "'none'",
    'script-src': dev ? "'self' 'wasm-unsafe-eval' 'unsafe-inline'" : "'self' 'wasm-unsafe-eval'",
    'worker-src': "'self'",
    'connect-src': dev ? "'self' ws:" : "'self'",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'frame-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'self'",
  };
  return {
    'Content-Security-Policy': Object.entries(policy).map(([key, value]) => `${key} ${value}`).join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
}

/** Address of the document whose policy is the inspector's. */
export const INSPECTOR = '/inspector.html';

/**
 * Vite plugin: the inspector's document gets its own policy from Vite's servers too, which know one set of headers for all.
 * @returns {import('vite').Plugin}
 */
export function inspectorHeaders() {
  const answer = (dev) => (request, response, next) => {
    if (request.url?.split('?')[0] === INSPECTOR) {
      const own = headers({ dev, inspector: true });
      const set = response.setHeader.bind(response);
      response.setHeader = (name, value) => set(name, own[name] ?? value);
    }
    next();
  };
  return {
    name: 'tablab-inspector-headers',
    configureServer: (server) => void server.middlewares.use(answer(true)),
    configurePreviewServer: (server) => void server.middlewares.use(answer(false)),
  };
}
