import { Button, Group, Modal, SegmentedControl, Select, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useApp } from '../../hooks/use-app.ts';
import { formatBytes, formatCount, plural } from '../../kit/format.ts';
import { Tag } from '../../kit/Tag.tsx';
import type { NamedImage } from './dropped.ts';

const sizes = ['16', '28', '32', '48', '64', '96'];
const SHOWN_CLASSES = 12;

/** Before images are read: how large, in grey or colour; which classes the folders make. */
export function ImageDialog({ images, onClose }: { readonly images: readonly NamedImage[]; readonly onClose: () => void }) {
  const { actions } = useApp();
  const [size, setSize] = useState('32');
  const [channels, setChannels] = useState<'1' | '3'>('1');
  const classes = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { label } of images) counts.set(label, (counts.get(label) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]);
  }, [images]);
  const pixels = Number(size) ** 2 * Number(channels);
  return (
    <Modal opened onClose={onClose} title={`Read ${plural(images.length, 'image')}`} size={520} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Text size="sm" mb="xs">{classes.length === 1 ? 'All in one folder: there are no classes to tell apart. For classes, put the images of each into a folder of its own and choose the folder around them.' : `${plural(classes.length, 'folder')}, each a class:`}</Text>
      <Group gap={4} mb="md">
        {classes.slice(0, SHOWN_CLASSES).map(([name, count]) => <Tag key={name}>{name} <span className="tl-num">{formatCount(count)}</span></Tag>)}
        {classes.length > SHOWN_CLASSES ? <span className="tl-dim">and {formatCount(classes.length - SHOWN_CLASSES)} more</span> : null}
      </Group>
      <Group gap="md" align="end">
        <Select label="Size of each image" data={sizes.map((s) => ({ value: s, label: `${s} × ${s} pixels` }))} value={size} onChange={(value) => setSize(value ?? '32')} w={180} />
        <SegmentedControl aria-label="Colours" data={[{ value: '1', label: 'Grey' }, { value: '3', label: 'Colour' }]} value={channels} onChange={(value) => setChannels(value === '3' ? '3' : '1')} />
      </Group>
      <Text size="sm" c="dimmed" mt="md">{`Images are fitted to one size: ${formatCount(pixels)} numbers each, ${formatBytes(pixels * images.length)} in all. Smaller trains faster; 28 or 32 is enough to tell shapes apart.`}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button
          onClick={() => {
            onClose();
            void actions.openImages(images, { width: Number(size), height: Number(size), channels: channels === '3' ? 3 : 1 });
          }}
        >
          {`Read ${plural(images.length, 'image')}`}
        </Button>
      </Group>
    </Modal>
  );
}
