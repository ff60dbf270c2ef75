const DAY = 86_400_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMED = /^(?:(\d{1,2})[ -]([a-z]{3})[a-z]*\.?[ -](\d{4})|([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4}))(?:[ ,t]+(.+))?$/i;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\.?)?(?: ?(?:(z|utc|gmt)|([+-])(\d{2}):?(\d{2})?))?$/i;

/** Which part of a date comes first: year, day or month. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/**
 * Milliseconds since 1970-01-01T00:00:00Z of a date with or without a time, or NaN where the text is not a date in that order.
 * Reads `2012-01-31`, `2012/1/31`, `2012-01`, `20120131`, `31.1.2012`, `31/01/12`, `31 Jan 2012`, `Jan 31, 2012`, each followed
 * by nothing or by `10:20[:30[.5]] [am|pm] [Z|+02:00]`. Without a zone the time is taken as UTC.
 */
export function parseDate(text: string, order: DateOrder): number {
  const s = text.trim();
  let i = 0;
  const digits = (): number => {
    let value = 0;
    const from = i;
    for (let c = s.charCodeAt(i); c >= 48 && c <= 57 && i - from < 9; c = s.charCodeAt(++i)) value = value * 10 + c - 48;
    return value;
  };
  const first = digits();
  const firstLength = i;
  if (firstLength === 8 && order === 'ymd' && i === s.length) return fromParts(Math.floor(first / 10_000), Math.floor(first / 100) % 100, first % 100);
  const mark = s.charCodeAt(i);
  if (firstLength === 0 || (mark !== 45 && mark !== 47 && mark !== 46)) return parseNamed(s);
  if (order === 'ymd' ? firstLength !== 4 : firstLength > 2) return NaN;
  let from = ++i;
  const second = digits();
  if (i - from < 1) return parseNamed(s);
  if (i - from > 2) return NaN;
  if (i === s.length) return order === 'ymd' && mark !== 46 ? fromParts(first, second, 1) : NaN;
  if (s.charCodeAt(i) !== mark) return NaN;
  from = ++i;
  const third = digits();
  const thirdLength = i - from;
  if (order === 'ymd' ? thirdLength < 1 || thirdLength > 2 : thirdLength !== 4 && thirdLength !== 2) return NaN;
  let day = NaN;
  if (order === 'ymd') day = fromParts(first, second, third);
  else {
    const year = thirdLength === 4 ? third : third + (third < 70 ? 2000 : 1900);
    day = order === 'dmy' ? fromParts(year, second, first) : fromParts(year, first, second);
  }
  if (i === s.length) return day;
  const gap = s.charCodeAt(i);
  if (gap !== 32 && gap !== 84 && gap !== 116) return NaN;
  return day + parseTime(s.slice(i + 1).trimStart());
}

function parseNamed(s: string): number {
  const match = NAMED.exec(s);
  if (match === null) return NaN;
  const month = MONTHS.indexOf((match[2] ?? match[4] ?? '').toLowerCase()) + 1;
  const day = fromParts(Number(match[3] ?? match[6]), month, Number(match[1] ?? match[5]));
  return match[7] === undefined ? day : day + parseTime(match[7]);
}

/** Milliseconds into the day, less the zone's offset; NaN where it is not a time. */
function parseTime(text: string): number {
  const match = TIME.exec(text);
  if (match === null) return NaN;
  let hour = Number(match[1]);
  const minute = Number(match[2]);
  const second = Number(match[3] ?? 0);
  const half = match[5]?.toLowerCase();
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return NaN;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  const fraction = match[4] === undefined ? 0 : Number(`0.${match[4]}`) * 1000;
  const zone = match[7] === undefined ? 0 : (match[7] === '-' ? -1 : 1) * (Number(match[8]) * 60 + Number(match[9] ?? 0));
  return ((hour * 60 + minute - zone) * 60 + second) * 1000 + fraction;
}

/** Howard Hinnant's days_from_civil; NaN where there is no such day. */
function fromParts(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return NaN;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468) * DAY;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The pattern a date was written in, in the words of `formatDate`: `yyyy-mm-dd`, `dd.mm.yyyy hh:mm`, … */
export function dateFormatOf(text: string, order: DateOrder): string {
  const s = text.trim();
  const mark = /^\d+([-/.])/.exec(s)?.[1] ?? '-';
  const plain = order === 'ymd' || /[a-z]{3}/i.test(s.split(/[T ]\d{1,2}:/)[0] ?? '');
  const named = plain ? ['yyyy', 'mm', 'dd'] : order === 'dmy' ? ['dd', 'mm', 'yyyy'] : ['mm', 'dd', 'yyyy'];
  const parts = /^\d{4}[-/]\d{1,2}$/.test(s) ? named.slice(0, 2) : named;
  const time = /[T ](\d{1,2}:\d{2})(:\d{2})?([.,]\d+)?/.exec(s);
  const clock = time === null ? '' : `${s.includes('T') && plain ? 'T' : ' '}hh:mi${time[2] === undefined ? '' : ':ss'}${time[3] === undefined ? '' : '.sss'}`;
  return parts.join(mark) + clock;
}

/** A date written in a pattern of `yyyy mm dd hh mi ss sss`; '' for NaN. */
export function formatDate(ms: number, format = 'yyyy-mm-dd hh:mi:ss'): string {
  if (!Number.isFinite(ms)) return '';
  const iso = new Date(ms).toISOString();
  const years = iso.length - 20;
  const part: Readonly<Record<string, string>> = {
    yyyy: iso.slice(0, years), mm: iso.slice(years + 1, years + 3), dd: iso.slice(years + 4, years + 6), hh: iso.slice(years + 7, years + 9),
    mi: iso.slice(years + 10, years + 12), ss: iso.slice(years + 13, years + 15), sss: iso.slice(years + 16, years + 19),
  };
  return format.replace(/yyyy|sss|mm|dd|hh|mi|ss/g, (token) => part[token]!);
}

/** A date as a person reads it: the day alone at midnight (UTC), to the minute otherwise; '?' for no date. */
export function sayDate(ms: number): string {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return '?';
  return formatDate(ms, ms % 86_400_000 === 0 ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mi');
}
