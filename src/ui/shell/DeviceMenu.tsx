import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DeviceChoice } from '../../engine/core/context.ts';
import type { SessionState } from '../../state/app.ts';
import { useApp, useSession } from '../hooks/use-app.ts';

const devices: readonly { readonly id: DeviceChoice; readonly label: string; readonly help: string }[] = [
  { id: 'auto', label: 'Measured and chosen', help: 'The fastest of what works here' },
  { id: 'webgpu', label: 'WebGPU', help: 'The graphics card, directly' },
  { id: 'wasm', label: 'WebAssembly', help: 'The processor, with vector instructions' },
  { id: 'webgl', label: 'WebGL', help: 'The graphics card, the older way' },
  { id: 'cpu', label: 'Plain JavaScript', help: 'Works everywhere, slowly' },
];
const nameOf = (id: DeviceChoice): string => devices.find((d) => d.id === id)?.label ?? id;

/** Where neural nets run: what is used and why, and the person's own choice. */
export function DeviceMenu({ used, children }: { readonly used: SessionState['deviceUsed']; readonly children: ReactNode }) {
  const { actions } = useApp();
  const device = useSession((s) => s.device);
  return (
    <Menu position="top-end" width={280}>
      <Menu.Target>
        <button type="button" className="tl-dock-device" title={used?.why}>
          {children}
          <span>{used === null ? `Nets run on: ${device === 'auto' ? 'measured at first use' : nameOf(device)}` : `Nets run on ${nameOf(used.name)}`}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Neural nets run on</Menu.Label>
        {devices.map((d) => (
          <Menu.Item key={d.id} data-on={d.id === device || undefined} aria-current={d.id === device ? 'true' : undefined} onClick={() => actions.setDevice(d.id)}>
            {d.label}
            <span className="tl-dim tl-menu-help">{d.help}</span>
          </Menu.Item>
        ))}
        {used === null ? null : <Menu.Label className="tl-menu-why">{used.why}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}
