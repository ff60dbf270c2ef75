import { type FromInspector, isToInspector } from '../../charts/train/inspector-messages.ts';
import { drawNetwork } from './draw.ts';
import '@fontsource-variable/inter/wght.css';
import '../../ui/theme/tokens.css';
import './inspector.css';

const place = document.getElementById('inspector');
if (!place) throw new Error('The page has no element with the id "inspector".');

const tell = (message: FromInspector): void => window.parent.postMessage(message, location.origin);
const tellHeight = (): void => tell({ kind: 'drawn', height: Math.ceil(place.getBoundingClientRect().height) });

window.addEventListener('message', ({ data, origin, source }: MessageEvent<unknown>) => {
  // Only the page this lies in is listened to.
  if (origin !== location.origin || source !== window.parent || !isToInspector(data)) return;
  if (data.kind === 'scheme') document.documentElement.dataset['mantineColorScheme'] = data.scheme;
  else drawNetwork(place, data.layers).then(
    () => {
      tellHeight();
      new ResizeObserver(tellHeight).observe(place);
    },
    (thrown: unknown) => tell({ kind: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) }),
  );
});
tell({ kind: 'ready' });
