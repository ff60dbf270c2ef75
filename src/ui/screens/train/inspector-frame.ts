import { type FromInspector, INSPECTOR, isFromInspector, type ToInspector } from '../../../charts/train/inspector-messages.ts';

/**
 * Opens the inspector's document in a frame inside `place` and hands what it says to `hear`. It is of the page's own origin, not in a
 * sandbox: only so does the service worker answer for it with the network cut, and its policy lets it reach nothing else.
 */
export function openInspector(place: HTMLElement, hear: (message: FromInspector) => void): { readonly tell: (message: ToInspector) => void; readonly setHeight: (px: number) => void; readonly close: () => void } {
  const frame = document.createElement('iframe');
  frame.className = 'tl-network-frame';
  frame.title = 'All layers of the network';
  frame.src = INSPECTOR;
  const listen = ({ data, origin, source }: MessageEvent<unknown>): void => {
    if (origin === location.origin && source !== null && source === frame.contentWindow && isFromInspector(data)) hear(data);
  };
  window.addEventListener('message', listen);
  place.append(frame);
  return {
    tell: (message) => frame.contentWindow?.postMessage(message, location.origin),
    setHeight: (px) => { frame.style.height = `${px}px`; },
    close() {
      window.removeEventListener('message', listen);
      frame.remove();
    },
  };
}
