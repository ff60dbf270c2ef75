import { defineMeta } from '../../core/algorithm.ts';
import { choice } from '../../core/params.ts';
import { treeParams } from '../../tree/params.ts';

export const decisionTreeClassifier = defineMeta({
  type: 'decision-tree-classifier',
  version: 1,
  name: 'DecisionTreeClassifier',
  module: 'sklearn.tree',
  summary: 'Asks one question about one column after another, until the class is clear.',
  tags: { tasks: ['binary', 'multiclass'], family: 'tree', allowNaN: false, categories: false, deterministic: 'exact', sampleWeight: true, proba: true, wantsScaling: false, images: false, speed: 3, readability: 3, linear: false },
  params: {
    criterion: choice('gini', ['gini', 'entropy', 'log_loss'], { help: 'How mixed a leaf is: Gini impurity, or entropy (of which log_loss is another name).' }),
    ...treeParams,
    classWeight: choice('none', ['none', 'balanced'], { help: 'Balanced lets rare classes count as much as common ones.' }),
  },
});
