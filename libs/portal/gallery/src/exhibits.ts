import {
  ChartView,
  CopyButton,
  DayBoard,
  EmptyState,
  Icon,
  JsonDiff,
  KeysetPager,
  ProblemPanel,
  ReconciliationStrip,
  ShareBar,
  Skeleton,
  Sparkline,
  StatusChip,
  Time,
  TimeRange,
} from '@waybill/portal-ui';
import { DataTable } from '@waybill/portal-ui/table';
import type { Exhibit } from './exhibit.ts';
import { ActionsExhibit } from './exhibits/actions.ts';
import { ChartExhibit } from './exhibits/chart.ts';
import { DataTableExhibit } from './exhibits/data-table.ts';
import { DayBoardExhibit } from './exhibits/day-board.ts';
import { DiffExhibit } from './exhibits/diff.ts';
import { FiguresExhibit } from './exhibits/figures.ts';
import { IconsExhibit } from './exhibits/icons.ts';
import { ProblemsExhibit } from './exhibits/problems.ts';
import { StatesExhibit } from './exhibits/states.ts';
import { StatusExhibit } from './exhibits/status.ts';
import { TimeExhibit } from './exhibits/time.ts';

/** Every widget of the portal; whoever makes one adds it here, and a spec misses it otherwise. */
export const exhibits: readonly Exhibit[] = [
  {
    id: 'problems',
    heading: 'When something is in the way',
    shows: [ProblemPanel],
    component: ProblemsExhibit,
  },
  {
    id: 'states',
    heading: 'Nothing yet, and on its way',
    shows: [EmptyState, Skeleton],
    component: StatesExhibit,
  },
  { id: 'status', heading: 'States and tones', shows: [StatusChip], component: StatusExhibit },
  {
    id: 'actions',
    heading: 'Buttons, fields and pages',
    shows: [CopyButton, KeysetPager],
    component: ActionsExhibit,
  },
  { id: 'table', heading: 'Table', shows: [DataTable], component: DataTableExhibit },
  {
    id: 'figures',
    heading: 'Figures that add up',
    shows: [ReconciliationStrip, ShareBar],
    component: FiguresExhibit,
  },
  { id: 'chart', heading: 'Charts', shows: [ChartView, Sparkline], component: ChartExhibit },
  { id: 'day-board', heading: 'Board of days', shows: [DayBoard], component: DayBoardExhibit },
  { id: 'time', heading: 'Times', shows: [Time, TimeRange], component: TimeExhibit },
  { id: 'diff', heading: 'Before and after', shows: [JsonDiff], component: DiffExhibit },
  { id: 'icons', heading: 'Symbols', shows: [Icon], component: IconsExhibit },
];
