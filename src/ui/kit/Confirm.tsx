import { Button, Group, Popover, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

interface Props {
  /** What will happen and whether it can be taken back. */
  readonly question: string;
  /** The verb on the button: "Delete study". */
  readonly verb: string;
  readonly onConfirm: () => void;
  /** Gets `open` to call; usually a button. */
  readonly children: (open: () => void) => ReactElement;
}

/** Asks in place, beside what was pressed. */
export function Confirm({ question, verb, onConfirm, children }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={280} position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>{children(() => setOpened(true))}</Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="xs">{question}</Text>
        <Group gap="xs" justify="flex-end">
          <Button variant="default" onClick={() => setOpened(false)}>Keep</Button>
          <Button color="red" onClick={() => { setOpened(false); onConfirm(); }}>{verb}</Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
