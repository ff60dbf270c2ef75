import { csv } from './csv.mjs';
import { bell, uniform } from './random.mjs';

export const file = 'search.csv';

const TOPICS = ['news', 'recipes', 'health', 'travel', 'software'];
const SOURCES = ['encyclopedia', 'newspaper', 'forum', 'shop', 'blog'];
/** What a source is worth for a topic beside what it is worth everywhere. */
const SUITS = new Map([['news newspaper', 0.9], ['recipes blog', 0.7], ['health encyclopedia', 0.9], ['health shop', -0.8], ['travel forum', 0.5], ['software forum', 0.9], ['software shop', -0.5], ['news encyclopedia', -0.6]]);

/**
 * 320 searches that nobody made, with 8 to 16 results each. How good a result is rises with the words it matches, with visits
 * where its title matches at all, and with a source that suits the topic; age spoils news and little else; and there is noise.
 * Relevance is 0 to 4 by fixed marks, after a level of each search that no column tells: some searches have hardly anything
 * good to offer. A tenth of the ratings are missing. Results come in no order.
 */
export function make() {
  const random = uniform(2027);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const rows = [];
  for (let search = 1; search <= 320; search++) {
    const topic = pick(TOPICS);
    const level = 0.9 * bell(random);
    const results = 8 + Math.floor(9 * random());
    for (let i = 0; i < results; i++) {
      const source = pick(SOURCES);
      const title = Math.round(4 * random() ** 1.5) / 4;
      const body = 0.6 * random() + 0.4 * title;
      const age = Math.floor(2_000 * random() ** 3);
      const visits = Math.floor(20_000 * random() ** 4);
      const rating = Math.min(5, Math.max(1, 3.4 + bell(random)));
      const good = 2 * title + 1.6 * body + (SUITS.get(`${topic} ${source}`) ?? 0) + (title > 0 ? 1.2 * Math.sqrt(visits / 20_000) : 0) + 0.3 * (rating - 3.4)
        - (topic === 'news' ? 1.8 * Math.sqrt(age / 2_000) : 0.2 * (age / 2_000)) + 0.5 * bell(random);
      const relevance = [1.3, 2.1, 2.9, 3.7].filter((mark) => good + level >= mark).length;
      rows.push([search, topic, source, title, body.toFixed(2), age, visits, random() < 0.1 ? null : rating.toFixed(1), relevance]);
    }
  }
  return csv(['query_id', 'topic', 'source', 'title_match', 'text_match', 'age_days', 'visits', 'rating', 'relevance'], rows);
}
