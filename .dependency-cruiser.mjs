// The layers of ARCHITECTURE.md. Each rule lists what a layer may reach; everything else under src/ is an error.
const TEST = '\\.test\\.tsx?$|/checks/';
const only = (layer, allowed, comment, not = TEST) => ({
  name: `${layer}-reaches-only-what-is-below`,
  severity: 'error',
  comment,
  from: { path: `^src/${layer}/`, pathNot: not },
  to: { path: '^src/', pathNot: [`^src/${layer}/`, '^src/vite-assets', ...allowed.map((a) => `^src/${a}`)] },
});
const packages = (name, pattern, owners) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: [...owners.map((o) => `^src/${o}`), TEST] },
  to: { path: `node_modules/${pattern}` },
});

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('frame', [], 'The table knows nothing above it.'),
    only('engine', ['frame/'], 'Runs in Node, a worker and the page alike.'),
    only('study', ['engine/', 'frame/'], 'A study is a value; running it needs the engine only.'),
    only('jobs', ['study/', 'engine/', 'frame/'], 'Jobs know what they run, not who asks.'),
    only('storage', [], 'Bytes and records; it knows no study.'),
    only('charts', ['frame/', 'engine/(evaluation/evaluation|explainers/explanation|core/)', 'jobs/protocol', 'study/results'], 'Figures are made of plain data; only types come from elsewhere.'),
    only('state', ['study/', 'jobs/', 'storage/', 'frame/', 'engine/(core|explainers/explanation|evaluation/evaluation|models/catalog|transformers/catalog|metrics/catalog)'], 'Stores know no React.'),
    only('ui', ['state/', 'charts/', 'engine/(core/|models/catalog|transformers/catalog|metrics/catalog|evaluation/evaluation|explainers/explanation)', 'jobs/protocol', 'study/', 'frame/'], 'Screens reach the engine through the typed door only.'),
    { name: 'algorithms-do-not-know-each-other', severity: 'error', from: { path: '^src/engine/(models|transformers)/([^/]+)/' }, to: { path: '^src/engine/(models|transformers)/[^/]+/', pathNot: '^src/engine/$1/$2/' } },
    packages('react-only-in-ui', '(react|react-dom|@mantine|@tabler)/', ['ui/', 'app/']),
    packages('zustand-only-in-state-and-ui', 'zustand/', ['ui/', 'state/', 'app/']),
    packages('plotly-in-one-component', 'plotly\\.js/', ['ui/kit/plotly/']),
    packages('tensorflow-in-one-place', '@tensorflow/', ['engine/nn/', 'app/inspector/']),
    packages('papaparse-in-one-place', 'papaparse/', ['frame/csv/']),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|\\.as\\.ts$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
