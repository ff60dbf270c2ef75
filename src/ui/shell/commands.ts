import { createContext, useContext, useEffect, useId } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** An action by name: a line of the palette. */
export interface Command {
  readonly id: string;
  /** A verb and its object: "Train 6 models". */
  readonly label: string;
  readonly group: string;
  readonly description?: string;
  readonly keywords?: string;
  /** Keys that do the same, for show. */
  readonly keys?: string;
  /** Why it cannot be done now; such a line is shown greyed. */
  readonly blocked?: string | null;
  readonly run: () => void;
}

/** By the place that offers them, so that a screen takes its own away when it goes. */
type Registry = Readonly<Record<string, readonly Command[]>>;
export type CommandRegistry = StoreApi<Registry>;
export const makeCommandRegistry = (): CommandRegistry => createStore<Registry>(() => ({}));
export const CommandContext = createContext<CommandRegistry | null>(null);

function useRegistry(): CommandRegistry {
  const registry = useContext(CommandContext);
  if (!registry) throw new Error('Commands must be used under CommandContext.');
  return registry;
}

/** Offers these in the palette while the component is mounted. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useRegistry();
  const place = useId();
  useEffect(() => {
    registry.setState({ [place]: commands });
    return () => {
      const { [place]: _gone, ...rest } = registry.getState();
      registry.setState(rest, true);
    };
  }, [registry, place, commands]);
}

/** All that is offered now. */
export const useAllCommands = (): readonly Command[] => Object.values(useStore(useRegistry())).flat();
