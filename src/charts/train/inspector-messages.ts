import type { LayerReport } from '../../jobs/protocol.ts';

/**
 * What the page and the network inspector's own document say to each other. The inspector draws with Vega, which makes
 * functions of strings; the page's policy forbids that, so it lies in a frame with a policy of its own.
 */
export type ToInspector =
  | { readonly kind: 'show'; readonly layers: readonly LayerReport[] }
  | { readonly kind: 'scheme'; readonly scheme: 'light' | 'dark' };

export type FromInspector =
  /** It listens. */
  | { readonly kind: 'ready' }
  /** Every chart is there; `height` (px) is what it all takes, said again whenever that changes. */
  | { readonly kind: 'drawn'; readonly height: number }
  | { readonly kind: 'failed'; readonly message: string };

/** Address of the document, beside the page. */
export const INSPECTOR = '/inspector.html';

const kindOf = (data: unknown): unknown => (typeof data === 'object' && data !== null && 'kind' in data ? data.kind : null);

/** Frames get messages of extensions too: these are the inspector's. */
export const isFromInspector = (data: unknown): data is FromInspector => ['ready', 'drawn', 'failed'].includes(kindOf(data) as string);
export const isToInspector = (data: unknown): data is ToInspector => ['show', 'scheme'].includes(kindOf(data) as string);
