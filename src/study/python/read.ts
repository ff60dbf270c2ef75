import { isClassification, type Task } from '../../engine/core/dataset.ts';
import type { Dialect } from '../../frame/csv/options.ts';
import { MISSING_MARKERS } from '../../frame/csv/missing.ts';
import type { DataSource } from '../schema.ts';
import { literal, nameList, text } from './literal.ts';

const PLAIN: Dialect = { delimiter: ',', quote: '"', decimal: '.', thousands: '', encoding: 'utf-8', skipLines: 0, header: true, comment: '' };

/** Encodings that Python knows under another name. */
const ENCODINGS: Readonly<Record<string, string>> = { 'utf-16le': 'utf-16', 'utf-16be': 'utf-16', macintosh: 'mac_roman', 'x-sjis': 'shift_jis' };

function readArguments(dialect: Dialect): readonly string[] {
  const { delimiter, quote, decimal, thousands, encoding, skipLines, header, comment } = dialect;
  const args = ['path', header ? 'header=0' : 'header=None', 'names=COLUMNS', 'index_col=False'];
  if (delimiter === ' ') args.push('sep=r"\\s+"');
  else if (delimiter !== ',') args.push(`sep=${text(delimiter)}`);
  if (quote === '') args.push('quoting=3');
  else if (quote !== '"') args.push(`quotechar=${text(quote)}`);
  if (decimal !== '.') args.push(`decimal=${text(decimal)}`);
  if (thousands !== '') args.push(`thousands=${text(thousands)}`);
  if (skipLines > 0) args.push(`skiprows=${skipLines}`);
  if (comment.length === 1) args.push(`comment=${text(comment)}`);
  if (encoding.toLowerCase() !== 'utf-8') args.push(`encoding=${text(ENCODINGS[encoding.toLowerCase()] ?? encoding)}`);
  args.push('dtype={name: str for name in TEXTS}', 'na_values=MISSING', 'keep_default_na=False', 'skipinitialspace=True', 'float_precision="round_trip"');
  return [...args, 'low_memory=False'];
}

export function byNumberThenText(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  const [aIsNumber, bIsNumber] = [a.trim() !== '' && !Number.isNaN(x), b.trim() !== '' && !Number.isNaN(y)];
  if (aIsNumber && bIsNumber) return x - y;
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The columns that are no inputs: what is predicted, and what says which rows stay together. */
interface Special {
  readonly target: string | null;
  readonly together: string | null;
}

function constants(data: DataSource, { target, together }: Special, task: Task): readonly string[] {
  const of = (type: string): readonly string[] => data.columns.filter((c) => c.type === type).map((c) => c.name);
  const lines = [
    `COLUMNS = ${nameList(data.columns.map((c) => c.name))}`,
    `TEXTS = ${nameList(data.columns.filter((c) => c.type !== 'number').map((c) => c.name))}  # read as they are written`,
  ];
  const dates = data.columns.filter((c) => c.type === 'date');
  if (dates.length > 0) lines.push(`DATES = {${dates.map((c) => `${text(c.name)}: ${literal(/^(yyyy|mm)/.test(c.dateFormat ?? '') ? false : (c.dateFormat ?? '').startsWith('dd'))}`).join(', ')}}  # column: does the day come first?`);
  const free = of('text').filter((name) => name !== target && name !== together);
  if (free.length > 0) lines.push(`LEFT_OUT = ${nameList(free)}  # free text`);
  lines.push(`MISSING = ${nameList(['', ...(data.options.missing ?? MISSING_MARKERS)])}`);
  if (together !== null) lines.push(`TOGETHER = ${text(together)}  # rows of one value stay on one side of a split`);
  if (target !== null && task !== 'unsupervised') {
    lines.push(`TARGET = ${text(target)}`);
    const info = data.columns.find((c) => c.name === target);
    if (isClassification(task) && info?.type === 'category') lines.push(`CLASSES = ${nameList([...(info.dictionary ?? [])].sort(byNumberThenText))}`);
  }
  return lines;
}

/** Constants and the `read` function: the table as the app holds it, from the file it was read from. */
export function readCode(data: DataSource, special: Special, task: Task, found: Partial<Dialect>): string {
  const { target, together } = special;
  const dialect: Dialect = { ...PLAIN, ...found, ...data.options.dialect };
  const supervised = target !== null && task !== 'unsupervised';
  const dates = data.columns.some((c) => c.type === 'date');
  const textual = data.columns.some((c) => c.type === 'category');
  const body = [
    'def read(path):',
    '    df = pd.read_csv(',
    ...readArguments(dialect).map((arg) => `        ${arg},`),
    '    )',
    ...(data.options.everyNth > 1 ? [`    df = df.iloc[::${data.options.everyNth}].reset_index(drop=True)`] : []),
    '    for name in COLUMNS:',
    '        if name in TEXTS:',
    '            df[name] = df[name].str.strip().astype(object)',
    ...(textual ? ['            df.loc[df[name].isin(MISSING), name] = np.nan'] : []),
    '        else:',
    '            df[name] = pd.to_numeric(df[name], errors="coerce").astype(float)',
    ...(dates ? [
      '    for name, day_first in DATES.items():  # milliseconds since 1970',
      '        when = pd.to_datetime(df[name], dayfirst=day_first, format="mixed", errors="coerce", utc=True)',
      '        df[name] = (when - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(milliseconds=1)',
    ] : []),
    '    return df',
  ];
  const free = data.columns.some((c) => c.type === 'text' && c.name !== target && c.name !== together);
  const dropped = [...(supervised ? ['TARGET'] : []), ...(together !== null ? ['TOGETHER'] : []), ...(free ? ['*LEFT_OUT'] : [])];
  const features = [
    '',
    '',
    'def features(df):',
    dropped.length > 0 ? `    return df.drop(columns=[${dropped.join(', ')}])` : '    return df',
  ];
  return [...constants(data, special, task), '', '', ...body, ...features].join('\n');
}
