/** How far outside of the window a chart is drawn already, so that scrolling finds it there. */
const AHEAD = '300px';

/** Resolves when the element is on the screen, or nearly: charts further down cost nothing until one scrolls to them. */
export function inView(element: Element, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // Screens scroll inside themselves, where only `scrollMargin` reaches; types do not know it yet.
    const options: IntersectionObserverInit & { readonly scrollMargin: string } = { rootMargin: AHEAD, scrollMargin: AHEAD };
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((e) => e.isIntersecting)) return;
      observer.disconnect();
      resolve();
    }, options);
    signal.addEventListener('abort', () => observer.disconnect(), { once: true });
    observer.observe(element);
  });
}

/** Lets the page paint and answer first: each of several charts is drawn in a turn of its own. */
export const nextTask = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0); });
