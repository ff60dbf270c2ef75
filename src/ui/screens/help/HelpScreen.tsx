import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useQuery, useSession } from '../../hooks/use-app.ts';
import { QueryView } from '../../kit/QueryView.tsx';
import { Screen } from '../../kit/Screen.tsx';
import { plainText } from './markdown.ts';
import { Markdown } from './Markdown.tsx';
import './help.css';
import { type HelpPage, helpPages, searchPages } from './pages.ts';

const groups: readonly HelpPage['group'][] = ['Stages', 'More', 'Algorithms', 'Steps'];
const titlesOnly = helpPages.map((page) => ({ page, text: '' }));
const readAll = async (): Promise<readonly { readonly page: HelpPage; readonly text: string }[]> => Promise.all(helpPages.map(async (page) => ({ page, text: plainText(await page.read()).toLowerCase() })));

function Article({ page, onPage }: { readonly page: HelpPage; readonly onPage: (id: string) => void }) {
  const state = useQuery(`help:${page.id}`, useCallback(() => page.read(), [page]));
  return <QueryView state={state}>{(text) => <Markdown text={text} onPage={onPage} />}</QueryView>;
}

/** What each stage and each algorithm is for, in plain words; opens on the stage it was called from. */
export default function HelpScreen() {
  const topic = useSession((s) => s.helpTopic);
  const [chosen, setChosen] = useState<string>(topic);
  const [wanted, setWanted] = useState('');
  const article = useRef<HTMLElement>(null);
  const index = useQuery(wanted.trim() === '' ? null : 'help-index', readAll);
  const found = useMemo(() => searchPages(index.data ?? titlesOnly, wanted), [index.data, wanted]);
  const page = helpPages.find((p) => p.id === chosen) ?? helpPages[0];
  const open = (id: string): void => {
    setChosen(id);
    article.current?.scrollTo({ top: 0 });
    article.current?.focus();
  };
  return (
    <Screen title="Help" fill>
      <div className="tl-help">
        <nav className="tl-help-list" aria-label="Pages of the help">
          <TextInput aria-label="Search the help" placeholder="Search the help" leftSection={<IconSearch size={14} aria-hidden />} value={wanted} onChange={(e) => setWanted(e.currentTarget.value)} />
          {found.length === 0 ? <p className="tl-dim">{`Nothing in the help mentions “${wanted.trim()}”.`}</p> : null}
          {groups.map((group) => {
            const members = found.filter((p) => p.group === group);
            return members.length === 0 ? null : (
              <section key={group} aria-label={group}>
                <h2 className="tl-help-group">{group}</h2>
                <ul>
                  {members.map((p) => (
                    <li key={p.id}>
                      <button type="button" className="tl-help-item" aria-current={p.id === page?.id ? 'page' : undefined} onClick={() => open(p.id)}>{p.title}</button>
                    </li>
                  ))}
                </ul>
              </section>
            );
          })}
        </nav>
        <article ref={article} className="tl-help-page" tabIndex={-1} aria-label={page?.title}>
          {page ? <Article page={page} onPage={open} /> : null}
        </article>
      </div>
    </Screen>
  );
}
