import type { Meta } from '../../engine/core/algorithm.ts';
import { isClassification, type Task } from '../../engine/core/dataset.ts';
import { StudioError } from '../../engine/core/errors.ts';
import type { Metric } from '../../engine/core/metric.ts';
import type { TransformerMeta } from '../../engine/core/transformer.ts';
import type { Dialect } from '../../frame/csv/options.ts';
import { inputColumns } from '../columns.ts';
import { chainOf } from '../continued.ts';
import { stepsFor } from '../effective-steps.ts';
import { apartColumn } from '../query.ts';
import { IMPORTED } from '../tree-formats.ts';
import type { ImageShape, ModelSpec, Study } from '../schema.ts';
import { BOOSTED, boostingModel, needsBoosted } from './boosting.ts';
import { Imports } from './call.ts';
import { CONTINUED } from './continued.ts';
import { catboostModel, isCatBoost, OF_TEXTS } from './catboost.ts';
import { EDITED, editsOf } from './ebm-edits.ts';
import { remark, text } from './literal.ts';
import { metricsCode } from './metrics.ts';
import { modelArguments, ownModel } from './models.ts';
import { byNumberThenText, readCode } from './read.ts';
import { runCode } from './run.ts';
import { splitCode } from './split.ts';
import { type Preparation, stepsCode } from './steps.ts';

/** A neural net as Keras code: helpers it needs once, and the expression that makes an untrained one with fit and predict. */
export interface NetCode {
  readonly imports: readonly string[];
  readonly define: string;
  readonly make: string;
}
export type NetPrinter = (model: ModelSpec, about: { readonly task: Task; readonly image: ImageShape | null; readonly inputs: number }) => NetCode | null;

export interface ScriptContext {
  /** The study's own task, or the one found from the target. */
  readonly task: Task;
  readonly models: readonly Meta[];
  readonly transformers: readonly TransformerMeta[];
  readonly metrics: readonly Metric[];
  /** What the leaderboard is sorted by where the study does not say. */
  readonly metric: string | null;
  /** Parts of the dialect that were detected; the study's own options go before them. */
  readonly dialect?: Partial<Dialect>;
  readonly nets: NetPrinter;
}

interface ModelLine {
  readonly name: string;
  readonly preparation: Preparation;
  readonly code: string;
}

/** Names by type; a type used more than once gets its number. */
function modelNames(models: readonly ModelSpec[]): readonly string[] {
  const seen = new Map<string, number>();
  return models.map(({ type }) => {
    const n = (seen.get(type) ?? 0) + 1;
    seen.set(type, n);
    return n === 1 ? type : `${type} ${n}`;
  });
}

/** Columns that reach the first step. */
const inputCount = (study: Study): number => (study.data?.columns ?? []).filter((c) => c.name !== study.target && c.type !== 'text').length;

/** What a net imports, among the script's own imports. */
function addImports(imports: Imports, lines: readonly string[]): void {
  for (const line of lines) {
    const from = /^from (\S+) import (.+)$/.exec(line);
    if (from) imports.add(from[1]!, ...from[2]!.split(',').map((name) => name.trim()));
  }
}

/** The classes in the order of their codes; `null` where only the data tells them. */
function classesOf(study: Study): readonly string[] | null {
  const target = study.data?.columns.find((c) => c.name === study.target);
  return target?.type === 'category' ? [...(target.dictionary ?? [])].sort(byNumberThenText) : null;
}

/** Packages beside scikit-learn and Keras that the models come from. */
function packagesOf(study: Study, { models, task }: ScriptContext): readonly string[] {
  const modules = study.models.flatMap(({ type }) => models.filter((m) => m.type === type && m.tags.tasks.includes(task)).map((m) => m.module.split('.')[0]!));
  return [...new Set(modules)].filter((name) => ['xgboost', 'lightgbm', 'catboost', 'interpret'].includes(name)).sort();
}

function modelLines(study: Study, context: ScriptContext, imports: Imports, nets: NetCode[]): readonly ModelLine[] {
  const names = modelNames(study.models);
  return study.models.flatMap((model, i): ModelLine[] => {
    // A model file is trained already, in Python.
    if (model.type === IMPORTED) return [];
    const meta = context.models.find((m) => m.type === model.type);
    if (!meta) throw new StudioError('unsupported', `There is no model "${model.type}".`, { algorithm: model.type });
    if (!meta.tags.tasks.includes(context.task)) return [];
    const preparation: Preparation = { steps: stepsFor(study, meta.tags), categories: meta.tags.categories };
    if (meta.tags.family === 'neural') {
      const net = context.nets(model, { task: context.task, image: study.data?.image ?? null, inputs: inputCount(study) });
      if (net === null) return [];
      nets.push(net);
      addImports(imports, net.imports);
      return [{ name: names[i]!, preparation, code: net.make }];
    }
    const own = ownModel(meta);
    if (own === null) imports.add(meta.module, meta.name);
    else imports.add('sklearn.base', 'BaseEstimator');
    if (isCatBoost(meta)) return [{ name: names[i]!, preparation, code: catboostModel(meta, model.params, model.seed, classesOf(study)) }];
    const chain = chainOf(model);
    if (chain.some((stage) => needsBoosted(meta, stage.params))) {
      imports.add('sklearn.base', 'BaseEstimator', 'is_classifier');
      imports.add('sklearn.model_selection', 'train_test_split');
    }
    const edits = editsOf(model);
    if (edits !== '') {
      imports.add('sklearn.base', 'BaseEstimator');
      imports.add('sklearn.isotonic', 'isotonic_regression');
    }
    const stages = chain.map(({ params, seed }) => boostingModel(meta, params, `seeded(${meta.name}(${modelArguments(meta, params).join(', ')}), ${seed})`));
    if (stages.length > 1) imports.add('sklearn.base', 'BaseEstimator');
    const seeded = stages.length > 1 ? `Continued([${stages.join(', ')}])` : stages[0]!;
    return [{ name: names[i]!, preparation, code: edits === '' ? seeded : `Edited(${seeded}, json.loads(${text(edits)}))` }];
  });
}

function docstring(study: Study, task: Task, file: string, keras: boolean, packages: readonly string[]): string {
  const what = task === 'unsupervised' || study.target === null ? 'describe the rows' : task === 'ranking' ? `order the rows of each query by ${study.target}` : `predict ${study.target}`;
  return [
    `"""${remark(study.name)}: ${remark(what)}.`,
    '',
    'What the Tablab study does, in scikit-learn and pandas. Every step is fitted on training rows only.',
    '',
    `    pip install ${['scikit-learn', 'pandas', ...(keras ? ['keras', 'jax'] : []), ...packages].join(' ')}`,
    `    python study.py ${/[\s'"]/.test(file) ? text(remark(file)) : remark(file)}`,
    '',
    'Numbers differ a little from the app because the rows are divided by another random generator; --folds takes',
    'a JSON list with the fold of every row and makes the division the same. The last line printed is JSON.',
    '"""',
  ].join('\n');
}

/** The whole script of a study, from the catalogues given. */
export function scriptOf(study: Study, context: ScriptContext): string {
  if (study.data === null) throw new StudioError('data', 'The study has no data yet. Open a file to get its Python script.');
  const { task } = context;
  const imports = new Imports();
  const nets: NetCode[] = [];
  const apart = apartColumn(study, task, study.data.columns);
  const inputs = inputColumns(study.data.columns, study.target, apart);
  const models = modelLines(study, context, imports, nets);
  // Models that are given the same share a function.
  const keys = models.map(({ preparation }) => JSON.stringify([preparation.steps.map((s) => s.id), preparation.categories]));
  const distinct = models.filter((_, i) => keys.indexOf(keys[i]!) === i);
  const steps = stepsCode(distinct.length === 0 ? [{ steps: stepsFor(study, null), categories: false }] : distinct.map((m) => m.preparation), context.transformers, inputs, imports);
  const preparing = keys.map((key) => steps.names[distinct.findIndex((m) => keys[models.indexOf(m)] === key)]!);
  const together = apart !== null;
  const splitting = splitCode(study.split, task, together, imports);
  const metrics = metricsCode(context.metrics, task, imports);
  const classification = isClassification(task);
  const parts = [
    docstring(study, task, study.data.name, nets.length > 0, packagesOf(study, context)),
    [
      'import argparse', 'import json', ...(nets.length > 0 ? ['import os'] : []), 'import time', 'import warnings', '',
      ...(nets.length > 0 ? ['os.environ.setdefault("KERAS_BACKEND", "jax")', ''] : []),
      ...(nets.length > 0 ? ['import keras'] : []), 'import numpy as np', 'import pandas as pd', ...imports.lines(),
    ].join('\n'),
    `${readCode(study.data, { target: study.target, together: apart }, task, context.dialect ?? {})}\n\n`,
    ...steps.helpers.map((code) => `${code}\n\n`),
    `${steps.code}\n\n`,
    `${splitting}\n\n`,
    ...[...new Set(nets.map((net) => net.define))].filter((code) => code !== '').map((code) => `${code}\n\n`),
    ...[...new Set(study.models.flatMap(({ type }) => context.models.filter((m) => m.type === type && m.tags.tasks.includes(task)).map(ownModel)))].flatMap((code) => (code === null ? [] : [`${code}\n\n`])),
    ...(study.models.some((model) => editsOf(model) !== '') ? [`${EDITED}\n\n`] : []),
    ...(study.models.flatMap(chainOf).some(({ type, params }) => context.models.some((m) => m.type === type && needsBoosted(m, params))) ? [`${BOOSTED}\n\n`] : []),
    ...(study.models.some(({ continues }) => continues !== undefined) ? [`${CONTINUED}\n\n`] : []),
    ...(packagesOf(study, context).includes('catboost') ? [`${OF_TEXTS}\n\n`] : []),
    [
      'def seeded(model, seed):',
      '    """The same random numbers every time, for models that draw any."""',
      '    return model.set_params(random_state=seed) if "random_state" in model.get_params() else model',
      '',
      '',
      'MODELS = {',
      ...models.map(({ name, code }, i) => `    ${text(name)}: (${preparing[i]!}, lambda: ${code}),`),
      '}',
      '',
      metrics,
    ].join('\n'),
    `\n${runCode(task, { classes: classification, fixed: classification && study.data.columns.find((c) => c.name === study.target)?.type === 'category', together, metric: study.metric ?? context.metric, file: study.data.name })}`,
  ];
  return `${parts.join('\n\n').replaceAll(/\n{4,}/g, '\n\n\n')}\n`;
}
