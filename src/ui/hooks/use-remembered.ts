import { createContext, useCallback, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What a person was looking at, by name, while the tab is open: the chosen column, the open view. */
type Memory = Readonly<Record<string, unknown>>;
export type MemoryStore = StoreApi<Memory>;
export const makeMemory = (): MemoryStore => createStore<Memory>(() => ({}));
export const MemoryContext = createContext<MemoryStore | null>(null);

/** Like `useState`, but it is still there when the person comes back to the screen; one key, one type. */
export function useRemembered<T>(key: string, initial: T): readonly [T, (value: T) => void] {
  const memory = useContext(MemoryContext);
  if (!memory) throw new Error('useRemembered must be used under MemoryContext.');
  const value = useStore(memory, (all) => (Object.hasOwn(all, key) ? (all[key] as T) : initial));
  const set = useCallback((next: T) => memory.setState({ [key]: next }), [memory, key]);
  return [value, set];
}
