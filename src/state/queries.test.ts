import { expect, it } from 'vitest';
import { createQueries } from './queries.ts';

const rest = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0); });

it('asks once, keeps what came, and tells those who look', async () => {
  const queries = createQueries();
  let asked = 0;
  let told = 0;
  const ask = async () => ++asked;
  queries.subscribe('a', () => told++);
  queries.ensure('a', ask);
  queries.ensure('a', ask);
  expect(queries.get('a')).toMatchObject({ status: 'none', activity: 'running' });
  await rest();
  queries.ensure('a', ask);
  expect(queries.get('a')).toEqual({ status: 'ok', activity: 'idle', data: 1, error: null, progress: null });
  expect([asked, told]).toEqual([1, 2]);
  expect(queries.get('a')).toBe(queries.get('a'));
});

it('shows the last answer while a new one is made, and after a failure', async () => {
  const queries = createQueries();
  let asked = 0;
  queries.ensure('a', async () => {
    if (++asked === 2) throw new Error('broken');
    return asked;
  });
  await rest();
  queries.refetch('a');
  expect(queries.get('a')).toMatchObject({ status: 'ok', activity: 'running', data: 1 });
  await rest();
  expect(queries.get('a')).toMatchObject({ status: 'failed', activity: 'idle', data: 1, error: { code: 'internal' } });
  queries.ensure('a', async () => 9);
  expect(asked).toBe(2);
});

it('cancels through the signal and does not start again by itself', async () => {
  const queries = createQueries();
  let aborted = false;
  const ask = (options: { readonly signal: AbortSignal }): Promise<number> => new Promise((_, reject) => {
    options.signal.addEventListener('abort', () => {
      aborted = true;
      reject(new Error('aborted'));
    });
  });
  queries.ensure('a', ask);
  queries.cancel('a');
  queries.ensure('a', ask);
  await rest();
  expect([aborted, queries.get('a').activity, queries.get('a').error?.code]).toEqual([true, 'idle', 'cancelled']);
});

it('asks again at once for what is looked at, and later for the rest, when made invalid', async () => {
  const queries = createQueries();
  const asked: string[] = [];
  const ask = (key: string) => async () => { asked.push(key); };
  queries.subscribe('t:a', () => {});
  for (const key of ['t:a', 't:b', 'u:c']) queries.ensure(key, ask(key));
  await rest();
  queries.invalidate('t:');
  await rest();
  expect(asked).toEqual(['t:a', 't:b', 'u:c', 't:a']);
  queries.ensure('t:b', ask('t:b'));
  expect(asked.at(-1)).toBe('t:b');
});

it('drops what was used longest ago, never what is looked at', async () => {
  const queries = createQueries(2);
  queries.subscribe('seen', () => {});
  for (const key of ['seen', 'b', 'c', 'd']) {
    queries.ensure(key, async () => key);
    await rest();
  }
  expect(['seen', 'b', 'c', 'd'].map((key) => queries.get(key).status)).toEqual(['ok', 'none', 'none', 'ok']);
});
