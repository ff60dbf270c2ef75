import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useApp, useStudies, useStudy } from '../../hooks/use-app.ts';
import { Screen, Section } from '../../kit/Screen.tsx';
import { DropZone } from './DropZone.tsx';
import { ImageDialog } from './ImageDialog.tsx';
import { RecentStudies } from './RecentStudies.tsx';
import { SampleGallery } from './SampleGallery.tsx';
import { useOpen } from './use-open.ts';
import './home.css';

export default function HomeScreen() {
  const { actions } = useApp();
  const studies = useStudies();
  const hasData = useStudy((s) => s.data !== null);
  const { images, clearImages, open, browse } = useOpen();
  return (
    <Screen
      title="Home"
      lead="Open a table or a folder of images, see what is in it, train models on this machine, and leave with the model, the script and the report. Nothing is uploaded."
      actions={hasData ? <Button variant="default" leftSection={<IconPlus size={15} />} onClick={actions.newStudy}>New study</Button> : null}
    >
      <DropZone onOpen={open} onBrowse={browse} />
      {studies.length === 0 ? null : (
        <Section title="Recent studies">
          <RecentStudies studies={studies} />
        </Section>
      )}
      <Section bare title="Start from a question" lead="Each sample is shipped with Tablab and opens with its target chosen.">
        <SampleGallery />
      </Section>
      {images === null ? null : <ImageDialog images={images} onClose={clearImages} />}
    </Screen>
  );
}
