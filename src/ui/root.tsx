import './theme/styles.ts';
import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { useState } from 'react';
import type { App } from '../state/app.ts';
import { AppContext, useSession } from './hooks/use-app.ts';
import { makeMemory, MemoryContext } from './hooks/use-remembered.ts';
import { CommandContext, makeCommandRegistry } from './shell/commands.ts';
import { Shell } from './shell/Shell.tsx';
import { cssVariables, theme } from './theme/theme.ts';

function Themed() {
  const chosen = useSession((s) => s.theme);
  const system = useColorScheme('light', { getInitialValueInEffect: false });
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={chosen === 'auto' ? system : chosen}>
      <Shell />
    </MantineProvider>
  );
}

/** The whole page, given the app that app/ has put together. */
export function Root({ app }: { readonly app: App }) {
  const [commands] = useState(makeCommandRegistry);
  const [memory] = useState(makeMemory);
  return (
    <AppContext value={app}>
      <CommandContext value={commands}>
        <MemoryContext value={memory}>
          <Themed />
        </MemoryContext>
      </CommandContext>
    </AppContext>
  );
}
