import type { Meta } from '../../../engine/core/algorithm.ts';
import type { Task } from '../../../engine/core/dataset.ts';

export interface Circumstances {
  readonly hasData: boolean;
  readonly task: Task;
  readonly target: string | null;
  /** The columns are pixels of images. */
  readonly images: boolean;
}

const taskWords: Readonly<Record<Task, string>> = { binary: 'yes-or-no classification', multiclass: 'classification', regression: 'regression', ranking: 'ranking', unsupervised: 'describing rows without a target' };
const listed = (words: readonly string[]): string => (words.length <= 1 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`);

/** What an algorithm is for, in words: "classification and regression". */
export function tasksInWords(tasks: readonly Task[]): string {
  const words = [
    ...(tasks.includes('binary') && tasks.includes('multiclass') ? ['classification'] : tasks.filter((t) => t === 'binary' || t === 'multiclass').map((t) => taskWords[t])),
    ...(tasks.includes('regression') ? ['regression'] : []),
    ...(tasks.includes('ranking') ? ['ranking'] : []),
    ...(tasks.includes('unsupervised') ? ['describing rows without a target'] : []),
  ];
  return listed(words);
}

/** Why an algorithm cannot be used here and how it could be; `null` where it can. */
export function unsuitable(meta: Meta, { hasData, task, target, images }: Circumstances): string | null {
  if (!hasData) return null;
  if (meta.tags.images && !images) return 'Needs images: open image files, or a sample of pictures such as the digits.';
  if (meta.tags.tasks.includes(task)) return null;
  if (task === 'unsupervised') return `Learns ${tasksInWords(meta.tags.tasks)}: choose a target in Prepare.`;
  const only = meta.tags.tasks.length === 1 && meta.tags.tasks[0] === 'unsupervised';
  return only ? `Works without a target: clear the target in Prepare to use it.` : `Learns ${tasksInWords(meta.tags.tasks)}; ${target ?? 'the target'} is a ${taskWords[task]}.`;
}

/** Those that cannot be used here, by the reason. */
export function unsuited(metas: readonly Meta[], now: Circumstances): readonly { readonly reason: string; readonly metas: readonly Meta[] }[] {
  const groups = new Map<string, Meta[]>();
  for (const meta of metas) {
    const reason = unsuitable(meta, now);
    if (reason !== null) groups.set(reason, [...(groups.get(reason) ?? []), meta]);
  }
  return [...groups].map(([reason, members]) => ({ reason, metas: members }));
}

export const families: readonly { readonly family: Meta['tags']['family']; readonly title: string; readonly lead: string }[] = [
  { family: 'baseline', title: 'Baselines', lead: 'What guessing reaches. Every other model has to beat it.' },
  { family: 'linear', title: 'Linear', lead: 'A weight for every column: fast, and read like a recipe.' },
  { family: 'neighbours', title: 'Neighbours', lead: 'A row is like the rows that are near it.' },
  { family: 'tree', title: 'Trees', lead: 'Questions asked one after another, drawn as a tree.' },
  { family: 'neural', title: 'Neural networks', lead: 'Layers of weights learned step by step, on your GPU where there is one.' },
];

/** Taken where they suit, best known first: of the trees all of them, of every other family the first. */
const USUAL = [
  'best-column', 'dummy-classifier', 'dummy-regressor', 'logistic-regression', 'ridge', 'k-neighbors-classifier', 'k-neighbors-regressor',
  'decision-tree-classifier', 'decision-tree-regressor', 'random-forest-classifier', 'random-forest-regressor', 'lgbm-classifier', 'lgbm-regressor', 'lgbm-ranker', 'autoencoder',
] as const;
/** Boosting on a thousand pixels takes minutes, and no tree is at its best there. */
const NOT_ON_IMAGES: readonly string[] = ['lgbm-classifier', 'lgbm-regressor'];
/** A forest of the relevance says nothing that a ranker does not say better. */
const NOT_IN_RANKINGS: readonly string[] = ['random-forest-regressor', 'lgbm-regressor'];

/** One of each family that suits, and of the trees a single one, a forest and a booster: the baseline to beat, the readable, the simple and the strong. */
export function usualModels(catalog: readonly Meta[], now: Circumstances): readonly Meta[] {
  const fit = catalog.filter((meta) => unsuitable(meta, now) === null);
  const without = [...(now.images ? NOT_ON_IMAGES : []), ...(now.task === 'ranking' ? NOT_IN_RANKINGS : [])];
  const preferred: readonly string[] = [...USUAL.filter((type) => !without.includes(type)), now.images ? 'cnn' : 'mlp'];
  const rank = (meta: Meta): number => {
    const at = preferred.indexOf(meta.type);
    return at < 0 ? preferred.length : at;
  };
  return families.flatMap(({ family }) => {
    const members = fit.filter((meta) => meta.tags.family === family).toSorted((a, b) => rank(a) - rank(b));
    return members.slice(0, family === 'tree' ? Math.max(1, members.filter((meta) => rank(meta) < preferred.length).length) : 1);
  });
}
