import { Suspense, useDeferredValue, useEffect, useRef } from 'react';
import { useDocument, useSession } from '../hooks/use-app.ts';
import { Announcer } from './Announcer.tsx';
import { Dock } from './Dock.tsx';
import { KeyMap } from './KeyMap.tsx';
import { Messages } from './Messages.tsx';
import { Palette } from './Palette.tsx';
import { Rail } from './Rail.tsx';
import { ReaderBanner } from './ReaderBanner.tsx';
import { ScreenFault } from './ScreenFault.tsx';
import { ScreenSkeleton } from './ScreenSkeleton.tsx';
import { screens } from './screens.ts';
import { stageTitles } from './stages.ts';
import { TopBar } from './TopBar.tsx';
import { TwinDrawer } from './TwinDrawer.tsx';
import { useKeys } from './use-keys.ts';
import './shell.css';

/** The frame around every screen: rail, bar, screen, Python twin, dock. */
export function Shell() {
  useKeys();
  // The rail answers at once; the screen itself is made in small pieces, so that no click holds up the page.
  const stage = useDeferredValue(useSession((s) => s.stage));
  const twin = useSession((s) => s.panels.python);
  const ready = useDocument((d) => d.ready);
  const main = useRef<HTMLElement>(null);
  const seen = useRef(stage);
  const Current = screens[stage];
  useEffect(() => {
    document.title = `${stageTitles[stage]} · Tablab`;
    if (seen.current === stage) return;
    seen.current = stage;
    // With the next frame, which lays the screen out anyway.
    const frame = requestAnimationFrame(() => main.current?.scrollTo(0, 0));
    return () => cancelAnimationFrame(frame);
  }, [stage]);
  return (
    <div className="tl-shell">
      <a className="tl-skip" href="#tl-main">Skip to the screen</a>
      <TopBar />
      <ReaderBanner />
      <div className="tl-shell-middle">
        <Rail />
        <main id="tl-main" ref={main} className="tl-shell-main" tabIndex={-1} aria-label={stageTitles[stage]}>
          {ready ? (
            <ScreenFault key={stage}>
              <Suspense fallback={<ScreenSkeleton />}>
                <Current />
              </Suspense>
            </ScreenFault>
          ) : (
            <ScreenSkeleton />
          )}
        </main>
        {twin ? <TwinDrawer /> : null}
      </div>
      <Dock />
      <Messages />
      <Palette />
      <KeyMap />
      <Announcer />
    </div>
  );
}
