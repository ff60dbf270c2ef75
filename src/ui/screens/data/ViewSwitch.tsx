import { SegmentedControl } from '@mantine/core';

/** Images as pictures, or as the numbers that models see. */
export function ViewSwitch({ asImages, onChange }: { readonly asImages: boolean; readonly onChange: (value: boolean) => void }) {
  return <SegmentedControl aria-label="Show rows as" data={[{ value: 'images', label: 'Images' }, { value: 'table', label: 'Table' }]} value={asImages ? 'images' : 'table'} onChange={(value) => onChange(value === 'images')} />;
}
