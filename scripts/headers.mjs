/**
 * Headers of every answer: isolation for shared memory, and a policy under which no byte can leave the tab.
 * `style-src 'unsafe-inline'` is for the style attributes that charts and components set; scripts are files only.
 * @param {{ dev?: boolean }} [options] dev lets the development server's socket and refresh script in.
 * @returns {Record<string, string>}
 */
export function headers({ dev = false } = {}) {
  const policy = {
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
