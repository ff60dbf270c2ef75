import { csv } from './csv.mjs';
import { bell, uniform } from './random.mjs';

export const file = 'payments.csv';

const SHOPS = ['groceries', 'travel', 'electronics', 'restaurant', 'games', 'clothing'];
const RISK = new Map([['groceries', -0.8], ['travel', 0.4], ['electronics', 0.8], ['restaurant', -0.6], ['games', 0.9], ['clothing', 0]]);
const DEVICES = ['phone', 'computer', 'card'];

/**
 * 5,000 payments that never were. The 3 % with the highest score are called fraud: the score rises with the amount for that
 * kind of shop, with attempts, at night, abroad and on new cards, and has noise that no model can know. One cell in fifty of
 * two columns is missing.
 */
export function make() {
  const random = uniform(2024);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const payments = Array.from({ length: 5_000 }, () => {
    const shop = pick(SHOPS);
    const amount = 4 + 60 * random() * random() * (1 + 12 * random() ** 6) * (shop === 'travel' || shop === 'electronics' ? 4 : 1);
    const hour = Math.floor(24 * random());
    const abroad = random() < 0.12;
    const months = Math.floor(120 * random() ** 2);
    const attempts = 1 + Math.floor(4 * random() ** 5);
    const minutes = Math.floor(3_000 * random() ** 2);
    const device = pick(DEVICES);
    const night = hour < 5 ? 1 : 0;
    const score = 0.008 * amount + RISK.get(shop) + 1.1 * night + 1.4 * (abroad ? 1 : 0) + 0.9 * (attempts - 1) + (months < 6 ? 1 : 0) + (minutes < 20 ? 1.3 : 0) + (device === 'card' ? -0.7 : 0) + 1.0 * bell(random);
    const hidden = random();
    return { score, cells: [amount.toFixed(2), hour, shop, device, abroad ? 'yes' : 'no', hidden < 0.02 ? null : months, attempts, hidden > 0.98 ? null : minutes] };
  });
  const limit = payments.map((p) => p.score).sort((a, b) => b - a)[149];
  return csv(['amount', 'hour', 'shop', 'device', 'abroad', 'card_age_months', 'attempts', 'minutes_since_last', 'fraud'], payments.map((p) => [...p.cells, p.score >= limit ? 'yes' : 'no']));
}
