import { IconAdjustmentsHorizontal, IconBulb, IconChartHistogram, IconChecklist, IconCpu, IconDownload, IconHome, IconLifebuoy, IconStack2, IconTable, type TablerIcon } from '@tabler/icons-react';
import type { Stage } from '../../state/app.ts';

export const stageIcons: Readonly<Record<Stage, TablerIcon>> = {
  home: IconHome, data: IconTable, explore: IconChartHistogram, prepare: IconAdjustmentsHorizontal, model: IconStack2,
  train: IconCpu, evaluate: IconChecklist, explain: IconBulb, deploy: IconDownload, help: IconLifebuoy,
};
