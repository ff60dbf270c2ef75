/**
 * Brings in the service worker once the page has loaded, so that the app's own files are kept and it works with the
 * network cut. Without one (private windows, plain http) the app works as long as the network does.
 */
export function keepForOffline(failed: (why: string) => void): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const start = (): void => void navigator.serviceWorker.register('/service-worker.js', { type: 'module' }).catch((thrown: unknown) => failed(thrown instanceof Error ? thrown.message : String(thrown)));
  if (document.readyState === 'complete') start();
  else window.addEventListener('load', start, { once: true });
}
