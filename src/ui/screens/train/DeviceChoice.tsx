import { Button, Popover, Radio } from '@mantine/core';
import { IconCpu } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { DeviceChoice as Choice } from '../../../engine/core/context.ts';
import { useApp, useQuery, useSession } from '../../hooks/use-app.ts';
import { formatNumber } from '../../kit/format.ts';
import { QueryView } from '../../kit/QueryView.tsx';
import { deviceWords } from './devices.ts';

/** Where nets run: measured, with the reason, and the person's own choice over it. */
export function DeviceChoice() {
  const { engine, actions, queries } = useApp();
  const device = useSession((s) => s.device);
  const used = useSession((s) => s.deviceUsed);
  const [opened, setOpened] = useState(false);
  const key = opened ? 'devices' : null;
  const state = useQuery(key, useCallback((options) => engine.devices({ measure: true }, options), [engine]));
  const name = device === 'auto' ? (used ? `${deviceWords[used.name].name}, chosen` : 'chosen by measuring') : deviceWords[device].name;
  return (
    <Popover opened={opened} onChange={setOpened} width={400} position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default" leftSection={<IconCpu size={14} aria-hidden />} aria-expanded={opened} onClick={() => setOpened(!opened)}>{`Nets run on: ${name}`}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <QueryView state={state} onRetry={() => queries.refetch('devices')}>
          {(report) => (
            <Radio.Group label="Where neural networks run" description={report.why} value={device} onChange={(value) => actions.setDevice(value as Choice)}>
              <ul className="tl-devices">
                <li><Radio size="sm" value="auto" label={`Automatic: ${deviceWords[report.chosen].name}`} description="The fastest one that gives right results here." /></li>
                {report.devices.map((d) => (
                  <li key={d.name}>
                    <Radio size="sm" value={d.name} disabled={!d.available} label={deviceWords[d.name].name} description={d.available ? deviceWords[d.name].help : d.why} />
                    {d.stepsPerSecond === null ? null : <span className="tl-dim tl-num tl-devices-pace" title="Training steps of a small net in a second">{`${formatNumber(d.stepsPerSecond, 3)} steps/s`}</span>}
                  </li>
                ))}
              </ul>
            </Radio.Group>
          )}
        </QueryView>
      </Popover.Dropdown>
    </Popover>
  );
}
