import { describeParam } from '../../engine/core/params.ts';
import { catalog } from '../../engine/models/catalog.ts';
import { readArgs } from '../args.ts';
import type { Terminal } from '../terminal.ts';

/** `tablab models`: every model, its tasks and parameters. */
export async function models(argv: readonly string[], terminal: Terminal): Promise<void> {
  const args = readArgs(argv, [], ['json']);
  if (args.flag('json')) {
    terminal.out(`${JSON.stringify(catalog.map(({ type, name, module, summary, tags, params }) => ({ type, name, module, summary, tags, params })), null, 2)}\n`);
    return;
  }
  for (const meta of catalog) {
    terminal.out(`${meta.type}  ${meta.name} (${meta.module}): ${meta.summary}\n  for ${meta.tags.tasks.join(', ')}\n`);
    for (const [name, p] of Object.entries(meta.params)) terminal.out(`    ${name} = ${JSON.stringify(p.default)}  ${describeParam(p)}. ${p.help}\n`);
  }
}
