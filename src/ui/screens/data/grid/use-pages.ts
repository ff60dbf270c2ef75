import { useEffect, useReducer, useRef, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../../engine/core/errors.ts';
import type { ColumnInfo } from '../../../../frame/table.ts';
import { useApp } from '../../../hooks/use-app.ts';
import { decimalsOf, PAGE_COLUMNS, PAGE_ROWS, PageCache, pageKey, pagesOf, type Shown, showCell } from './pages.ts';

/** A pause in scrolling before rows are asked for: a drag of the bar passes thousands of pages. */
const SETTLE_MS = 40;

interface Range {
  readonly start: number;
  readonly end: number;
}
interface Asked {
  readonly table: string;
  readonly total: number;
  readonly columns: readonly ColumnInfo[];
  readonly rows: Range;
  readonly shown: Range;
}

/** Cells of the window, brought in blocks as it moves; blocks that left the window before they came are called off. */
export function usePages({ table, total, columns, rows, shown }: Asked): { readonly cellAt: (row: number, column: number) => Shown; readonly error: ErrorRecord | null } {
  const { engine } = useApp();
  const [cache] = useState(() => new PageCache());
  const [decimals] = useState(() => new Map<string, number>());
  const [error, setError] = useState<ErrorRecord | null>(null);
  const [, drawn] = useReducer((n: number) => n + 1, 0);
  const flying = useRef(new Map<string, AbortController>());
  const wanted = pagesOf(rows, shown);
  const keys = wanted.map(pageKey).join(' ');

  useEffect(() => {
    const now = new Set(keys.split(' '));
    for (const [key, controller] of flying.current) {
      if (now.has(key)) continue;
      controller.abort();
      flying.current.delete(key);
    }
    const ask = (key: string): void => {
      const [rowPage, columnPage] = key.split(':').map(Number) as [number, number];
      const start = rowPage * PAGE_ROWS;
      const names = columns.slice(columnPage * PAGE_COLUMNS, (columnPage + 1) * PAGE_COLUMNS).map((c) => c.name);
      const controller = new AbortController();
      flying.current.set(key, controller);
      engine.rows({ table, start, count: Math.min(PAGE_ROWS, total - start), columns: names }, { signal: controller.signal, lane: 'quick' }).then(
        (window) => {
          cache.put(key, window.cells);
          for (const [i, name] of names.entries()) {
            const cells = window.cells[i];
            if (cells?.kind === 'number' && !decimals.has(name)) decimals.set(name, decimalsOf(cells.values));
          }
          setError(null);
          drawn();
        },
        (thrown: unknown) => {
          if (!controller.signal.aborted) setError(errorRecord(thrown));
        },
      ).finally(() => {
        if (flying.current.get(key) === controller) flying.current.delete(key);
      });
    };
    const timer = setTimeout(() => {
      for (const key of now) if (key !== '' && !cache.touch(key) && !flying.current.has(key)) ask(key);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [keys, table, total, columns, engine, cache, decimals]);

  useEffect(() => {
    const all = flying.current;
    return () => {
      for (const controller of all.values()) controller.abort();
      all.clear();
    };
  }, []);

  const cellAt = (row: number, column: number): Shown => {
    const page = cache.peek(pageKey({ rowPage: Math.floor(row / PAGE_ROWS), columnPage: Math.floor(column / PAGE_COLUMNS) }));
    return showCell(page?.[column % PAGE_COLUMNS], row % PAGE_ROWS, decimals.get(columns[column]?.name ?? '') ?? 0);
  };
  return { cellAt, error };
}
