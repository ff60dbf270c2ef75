import { type RefObject, useEffect, useRef, useState } from 'react';
import { clampOffset, type Extent, extentOf, isScaled, offsetOf, ROW_HEIGHT, scrollTopOf } from './geometry.ts';

interface Place {
  /** Pixels of the whole content above the first pixel in sight. */
  readonly offset: number;
  readonly left: number;
}
interface Scroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly extent: Extent;
  readonly width: number;
  readonly place: Place;
  readonly moveTo: (offset: number) => void;
  readonly moveLeft: (left: number) => void;
  readonly onScroll: () => void;
}

/** Scrolling over any number of rows: the bar is scaled where it must be, the wheel never is. */
export function useScroll(rows: number, head: number): Scroll {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ width: 0, height: 0 });
  const [place, setPlace] = useState<Place>({ offset: 0, left: 0 });
  // A scaled bar is coarser than a row: while it stands where we put it, the offset is the exact one that put it there.
  const put = useRef({ offset: 0, scrollTop: -1 });
  const extent = extentOf(rows, Math.max(0, view.height - head));

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setView({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const moveTo = (wanted: number): void => {
    const element = scroller.current;
    if (element === null) return;
    const offset = clampOffset(extent, wanted);
    element.scrollTop = scrollTopOf(extent, offset);
    put.current = { offset, scrollTop: element.scrollTop };
    setPlace({ offset, left: element.scrollLeft });
  };

  const scaled = isScaled(extent);
  const { full, shown, view: height } = extent;
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !scaled) return;
    const same = { full, shown, view: height };
    const onWheel = (event: WheelEvent): void => {
      if (event.deltaY === 0 || event.shiftKey || event.ctrlKey) return;
      event.preventDefault();
      const from = Math.abs(element.scrollTop - put.current.scrollTop) < 1 ? put.current.offset : offsetOf(same, element.scrollTop);
      const offset = clampOffset(same, from + event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? ROW_HEIGHT : 1));
      element.scrollTop = scrollTopOf(same, offset);
      element.scrollLeft += event.deltaX;
      put.current = { offset, scrollTop: element.scrollTop };
      setPlace({ offset, left: element.scrollLeft });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scaled, full, shown, height, put]);

  const onScroll = (): void => {
    const element = scroller.current;
    if (element === null) return;
    const ours = scaled && Math.abs(element.scrollTop - put.current.scrollTop) < 1;
    setPlace({ offset: ours ? put.current.offset : offsetOf(extent, element.scrollTop), left: element.scrollLeft });
  };
  const moveLeft = (left: number): void => {
    if (scroller.current !== null) scroller.current.scrollLeft = left;
  };
  return { scroller, extent, width: view.width, place, moveTo, moveLeft, onScroll };
}
