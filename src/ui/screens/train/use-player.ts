import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useState } from 'react';

const BEAT_MS = 700;

/** The next place: one on at first, then a tenth of the way come so far, so that a thousand places take a minute. */
export const nextPlace = (at: number, last: number): number => Math.min(last, at + Math.max(1, Math.floor(at / 10)));

/** Goes from place to place until the last, while it plays. Who has asked for less motion is given none that goes by itself. */
export function usePlayer(last: number): { readonly at: number; readonly playing: boolean; readonly mayPlay: boolean; readonly go: (at: number) => void; readonly play: (on: boolean) => void } {
  const [at, setAt] = useState(0);
  const [wanted, setWanted] = useState(false);
  const still = useReducedMotion();
  const playing = wanted && !still && at < last;
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setAt((now) => nextPlace(now, last)), BEAT_MS);
    return () => clearInterval(timer);
  }, [playing, last]);
  return {
    at: Math.min(at, last), playing, mayPlay: !still,
    go: (place) => { setWanted(false); setAt(Math.min(last, Math.max(0, place))); },
    // From the end it begins anew.
    play: (on) => { setWanted(on); if (on && at >= last) setAt(0); },
  };
}
