import { defineMeta } from '../../core/algorithm.ts';
import { choice } from '../../core/params.ts';
import { CLASS_CRITERIA } from '../../tree/criteria.ts';
import { treeParams } from '../../tree/tree-params.ts';

export const decisionTreeClassifier = defineMeta({
  type: 'decision-tree-classifier',
  version: 2,
  name: 'DecisionTreeClassifier',
  module: 'sklearn.tree',
  summary: 'Asks one question about one column after another, until the class is clear.',
  tags: { tasks: ['binary', 'multiclass'], family: 'tree', allowNaN: true, categories: false, deterministic: 'exact', sampleWeight: true, proba: true, wantsScaling: false, images: false, speed: 3, readability: 3, linear: false },
  params: {
    criterion: choice('gini', CLASS_CRITERIA, { help: 'How mixed a leaf is: Gini impurity, or entropy (of which log_loss is another name).' }),
    ...treeParams,
    classWeight: choice('none', ['none', 'balanced'], { help: 'Balanced lets rare classes count as much as common ones.' }),
  },
});
