import { Popover, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useSession } from '../hooks/use-app.ts';
import { plural } from '../kit/format.ts';

/** The promise, as a counter, and how anyone can check it. */
export function BytesSent() {
  const sent = useSession((s) => s.bytesSent);
  return (
    <Popover width={320} position="bottom-end" shadow="md" withinPortal>
      <Popover.Target>
        <button type="button" className="tl-sent" data-sent={sent > 0 || undefined}>
          <IconShieldCheck size={14} aria-hidden />
          <span className="tl-num">{plural(sent, 'byte')} sent</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600} mb={4}>Your data stays in this tab</Text>
        <Text size="sm" c="dimmed">
          Files are read, models trained and exports written on this machine. The page&rsquo;s own security policy forbids the browser to connect anywhere but to where this page came from, and nothing is sent there either. To check: cut the network and go on working.
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
