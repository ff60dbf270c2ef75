/**
 * Watches what this page asks of other origins. The Content-Security-Policy lets it ask nothing, so the count is 0 unless
 * something got around it, such as an extension: then it is the length of the addresses asked for, which is the least
 * that was sent. Files of the app itself come from its own origin and carry nothing of the person's.
 */
export function watchSent(report: (bytes: number) => void): void {
  let bytes = 0;
  new PerformanceObserver((list) => {
    const before = bytes;
    for (const { name } of list.getEntries()) {
      const { protocol, origin } = new URL(name, location.href);
      if ((protocol === 'http:' || protocol === 'https:') && origin !== location.origin) bytes += name.length;
    }
    if (bytes !== before) report(bytes);
  }).observe({ type: 'resource', buffered: true });
}
