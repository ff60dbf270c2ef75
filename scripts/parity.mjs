// npm run test:parity: the same numbers from scikit-learn, Keras, ONNX Runtime and the libraries of trees. `references`,
// `exports`, `trees` or a part of a name as arguments choose what runs.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cases } from '../parity/cases.mjs';
import { ensurePackages, root, vite } from './ensure.mjs';
import { isFresh } from './fresh.mjs';

const VENV = process.env.TABLAB_PARITY_VENV ?? join(root, 'node_modules/.cache/parity');
const ENTRY = 'dist/cli/main.js';
const chosen = process.argv.slice(2);
const KINDS = ['references', 'exports', 'trees'];
const wants = (kind, name) => chosen.length === 0 || chosen.includes(kind) || chosen.some((c) => !KINDS.includes(c) && name.includes(c));

/** A Python that the pinned packages can be installed in. */
function findPython() {
  for (const command of ['python3', 'python3.13', 'python3.12', 'python3.11', 'python']) {
    const { status, stdout } = spawnSync(command, ['-c', 'import sys; print(*sys.version_info[:2])'], { encoding: 'utf8' });
    if (status !== 0) continue;
    const [major, minor] = stdout.trim().split(' ').map(Number);
    if (major === 3 && minor >= 11) return command;
  }
  throw new Error('Python 3.11 or newer is needed for the parity tests, and none was found. Install python3 with its venv module.');
}

/** The environment with the pinned packages, made or completed where it is not. */
function ensurePython() {
  const python = join(VENV, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const say = { stdio: ['ignore', 'inherit', 'inherit'] };
  if (!existsSync(python)) {
    console.log(`Making a Python environment in ${VENV} …`);
    if (spawnSync(findPython(), ['-m', 'venv', VENV], say).status !== 0) throw new Error('The Python environment could not be made. On Debian, install python3-venv.');
  }
  if (spawnSync(python, ['parity/installed.py'], { cwd: root }).status === 0) return python;
  console.log('Installing scikit-learn, Keras, ONNX Runtime and the others …');
  const pip = spawnSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', 'parity/requirements.txt'], { cwd: root, ...say });
  if (pip.status !== 0) throw new Error('The packages of parity/requirements.txt could not be installed.');
  return python;
}

/** Runs a program to its end; lines of stdout are given as they come. */
function runLines(command, args, onLine) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, KERAS_BACKEND: 'jax' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let rest = '';
    let errors = '';
    const lines = [];
    child.stdout.on('data', (chunk) => {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop();
      for (const line of parts) { lines.push(line); onLine?.(line); }
    });
    child.stderr.on('data', (chunk) => { errors = (errors + chunk).slice(-4000); });
    child.on('close', (code) => resolve({ code, lines, errors }));
  });
}

/** What a program said last, without the stack and the runtime's name. */
const lastWords = (errors) => errors.trim().split('\n').filter((line) => line.trim() !== '' && !/^\s+at |^Node\.js v/.test(line)).at(-1) ?? 'it said nothing';

const results = [];
function report(name, ok, detail, seconds) {
  results.push(ok);
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(48)}  ${detail}  (${seconds.toFixed(0)} s)`);
}

/** A script that prints a JSON line for each of its checks. */
async function script(kind, python, args) {
  let last = 0;
  const { code, errors } = await runLines(python, args, (line) => {
    const { name, ok, detail, seconds } = JSON.parse(line);
    last++;
    report(name.replace('src/engine/', ''), ok, detail || 'as committed', seconds);
  });
  if (code !== 0 || last === 0) report(kind, false, lastWords(errors), 0);
}

/** The arguments of `tablab train` for a case; files it needs are written beside its results. */
async function trainArguments(c, source, out, cli) {
  const args = ['train', source, ...(c.target === null ? ['--task', 'unsupervised'] : ['--target', c.target]), '--models', c.model, '--out', out];
  for (const arg of c.args) {
    if (typeof arg === 'string') { args.push(arg); continue; }
    const own = Object.fromEntries(Object.entries(arg).filter(([type]) => type === c.model));
    writeFileSync(join(out, 'params.json'), JSON.stringify(own));
    args.push(join(out, 'params.json'));
  }
  if (!c.steps) return args;
  // A study as the command line makes it, with the case's steps in place of the proposed ones.
  const first = await cli(['train', source, '--target', c.target, '--models', 'dummy-regressor', '--out', join(out, 'proposed')]);
  if (first.code !== 0) throw new Error(first.errors);
  const study = JSON.parse(readFileSync(join(out, 'proposed/study.json'), 'utf8'));
  writeFileSync(join(out, 'asked.json'), JSON.stringify({ ...study, steps: c.steps }));
  return [...args, '--study', join(out, 'asked.json')];
}

async function exportCase(c, python, folder) {
  const start = performance.now();
  const out = join(folder, c.name.replaceAll(/\W+/g, '-'));
  mkdirSync(out);
  const source = join(root, 'public/samples', c.sample);
  const cli = (args) => runLines(process.execPath, [ENTRY, ...args]);
  const done = (ok, detail) => report(c.name, ok, detail, (performance.now() - start) / 1000);
  try {
    const train = await cli(await trainArguments(c, source, out, cli));
    if (train.code !== 0) return done(false, `tablab train: ${lastWords(train.errors)}`);
    if (c.more) {
      const on = await cli(['train', source, '--continue', out, '--rounds', String(c.more), '--out', out]);
      if (on.code !== 0) return done(false, `tablab train --continue: ${lastWords(on.errors)}`);
    }
    const missing = ['model.onnx', 'predictions.csv', 'train.py', 'leaderboard.json', 'report.html'].filter((name) => !existsSync(join(out, name)));
    if (missing.length > 0) return done(false, `tablab train left out ${missing.join(', ')}: ${lastWords(train.errors)}`);
    const check = await runLines(python, ['parity/export.py', source, out, c.tolerance]);
    if (check.code !== 0) return done(false, lastWords(check.errors));
    const { onnxOk, onnx, scriptOk, script } = JSON.parse(check.lines.at(-1));
    return done(onnxOk && scriptOk, `onnx ${onnxOk ? '' : 'DIFFERS '}${onnx}; script ${scriptOk ? '' : 'DIFFERS '}${script}`);
  } catch (error) {
    return done(false, lastWords(String(error instanceof Error ? error.message : error)));
  }
}

async function exports(python, queue) {
  const folder = mkdtempSync(join(tmpdir(), 'tablab-parity-'));
  const left = [...queue];
  const worker = async () => {
    for (let c = left.shift(); c; c = left.shift()) await exportCase(c, python, folder);
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
  if (results.every(Boolean)) rmSync(folder, { recursive: true });
  else console.log(`What was made is kept in ${folder}.`);
}


ensurePackages();
const python = ensurePython();
const wantsTrees = wants('trees', 'trees');
const queue = cases.filter((c) => wants('exports', c.name));
if ((queue.length > 0 || wantsTrees) && process.env.TABLAB_BUILT !== '1' && !isFresh(ENTRY) && !vite(['build', '--ssr', 'src/cli/main.ts', '--outDir', 'dist/cli', '--logLevel', 'warn'])) {
  throw new Error('The command line could not be built.');
}
if (wants('references', 'references')) await script('references', python, ['parity/references.py', 'src']);
if (queue.length > 0) await exports(python, queue);
if (wantsTrees) await script('trees', python, ['parity/trees.py', process.execPath, ENTRY, 'public/samples']);
const failed = results.filter((ok) => !ok).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || results.length === 0 ? 1 : 0;
