import type { Task } from '../../engine/core/dataset.ts';
import { kerasModelCode } from '../../engine/export/keras/index.ts';
import type { ImageShape, ModelSpec } from '../schema.ts';
import type { NetCode, NetPrinter } from './script.ts';

/** Numbers that no layer has: they stand for what only the data will say, and are replaced by names. */
const WIDTH = 987_654_301;
const CLASSES = 987_654_307;

/** Classes and functions of the second net of a kind get a number, for both stand in one file. */
const numbered = (line: string, n: number): string => (n === 1 ? line : line.replaceAll(/\b(MLP|CNN|Autoencoder|Rates)\b/g, `$1${n}`));

/**
 * Keras code of a net whose width is that of the prepared columns, which steps decide only when they are fitted; images have
 * theirs beforehand. `n` counts the nets of a script, from 1.
 */
export function netCode(model: ModelSpec, about: { readonly task: Task; readonly image: ImageShape | null; readonly inputs: number; readonly n: number }): NetCode {
  const { task, image, inputs, n } = about;
  const pixels = model.type === 'cnn';
  const width = !pixels ? WIDTH : image === null ? inputs : image.width * image.height * image.channels;
  const params = pixels && image !== null ? { width: image.width, height: image.height, channels: image.channels, ...model.params } : model.params;
  const code = kerasModelCode(model.type, params, task, task === 'multiclass' ? CLASSES : 2, width);
  const lines = code.lines.map((line) => numbered(line, n)
    .replace(/^(\s*)def build\(self\):/, '$1def build(self, inputs):')
    .replace('self.build()', 'self.build(X.shape[1])')
    .replaceAll(String(WIDTH), 'inputs')
    .replaceAll(String(CLASSES), 'len(self.classes_)'));
  return { imports: code.imports, define: lines.join('\n'), make: numbered(code.estimator, n).replace('seed=0', `seed=${model.seed}`) };
}

/** Prints the nets of one script, each under a name of its own. */
export function netPrinter(): NetPrinter {
  let n = 0;
  return (model, about) => netCode(model, { ...about, n: ++n });
}
