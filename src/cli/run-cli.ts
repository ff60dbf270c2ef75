import { errorRecord } from '../engine/core/errors.ts';
import { explain } from './commands/explain.ts';
import { exportModel } from './commands/export.ts';
import { models } from './commands/models.ts';
import { predict } from './commands/predict.ts';
import { profile } from './commands/profile.ts';
import { run } from './commands/run.ts';
import { train } from './commands/train.ts';
import type { Terminal } from './terminal.ts';
import { exitCode, helpFor, USAGE, UsageError } from './usage.ts';

type Command = (argv: readonly string[], terminal: Terminal) => Promise<void>;
const commands: Readonly<Record<string, Command>> = { train, predict, profile, explain, export: exportModel, models, run };

/** Runs one command; answers its exit code. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h' || rest.includes('--help') || rest.includes('-h')) {
    terminal.out(helpFor(name === 'help' ? rest[0] : name));
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    terminal.err(`There is no command "${name}".\n\n${USAGE}`);
    return 2;
  }
  try {
    await command(rest, terminal);
    return 0;
  } catch (thrown) {
    terminal.err(thrown instanceof UsageError ? `${thrown.message} See 'tablab ${name} --help'.` : errorRecord(thrown).message);
    if (process.env['TABLAB_DEBUG']) console.error(thrown);
    return exitCode(thrown);
  }
}
