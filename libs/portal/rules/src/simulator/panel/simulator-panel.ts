import { Component, computed, inject, output } from '@angular/core';
import { EmptyState, Icon, ProblemPanel, Skeleton } from '@waybill/portal-ui';
import { MakeTest } from '../../tests/make-test.ts';
import { PickedRow } from '../picked-row.ts';
import { RuleSimulator } from '../rule-simulator.ts';
import { RowPicker } from './row-picker.ts';
import { RowValues } from './row-values.ts';
import { VerdictCard } from './verdict-card.ts';
import { VerdictTrace } from './verdict-trace.ts';

/** A row, what the rules say about it now, and how they come to it. */
@Component({
  selector: 'wb-simulator-panel',
  imports: [
    EmptyState,
    Icon,
    MakeTest,
    ProblemPanel,
    RowPicker,
    RowValues,
    Skeleton,
    VerdictCard,
    VerdictTrace,
  ],
  templateUrl: './simulator-panel.html',
  styleUrl: './simulator-panel.scss',
})
export class SimulatorPanel {
  readonly closed = output();

  protected readonly simulator = inject(RuleSimulator);
  protected readonly row = inject(PickedRow);
  protected readonly testName = computed(() => {
    const place = this.row.place();
    return place ? `Like row ${String(place.rowNo)} of run ${place.run}` : 'A row by hand';
  });
  /** The feed has no row yet, and none was written. */
  protected readonly isEmpty = computed(
    () =>
      this.row.place() === null &&
      !this.row.isByHand() &&
      !this.row.runs.waiting() &&
      this.row.runs.items().every(({ counts }) => counts.read === 0),
  );
}
