import { type PointerEvent, useRef, useState } from 'react';

interface Props {
  readonly width: number;
  /** Wanted width in pixels; `null`: the usual one. */
  readonly onWidth: (width: number | null) => void;
}

/** The right edge of a head: dragged, the column gets wider or narrower; pressed twice, it is as wide as at first. Keys: Alt+Shift+←/→ in the grid. */
export function WidthHandle({ width, onWidth }: Props) {
  const from = useRef({ x: 0, width: 0 });
  const [dragged, setDragged] = useState(false);
  const start = (event: PointerEvent<HTMLSpanElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width };
    setDragged(true);
  };
  const move = (event: PointerEvent<HTMLSpanElement>): void => {
    if (dragged) onWidth(from.current.width + event.clientX - from.current.x);
  };
  return (
    <span
      className="tl-grid-width"
      data-dragged={dragged || undefined}
      title="Drag to change the width; double-click for the usual one"
      aria-hidden
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={() => setDragged(false)}
      onPointerCancel={() => setDragged(false)}
      onDoubleClick={() => onWidth(null)}
    />
  );
}
