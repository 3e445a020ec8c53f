import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, computed, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import {
  Icon,
  ReconciliationStrip,
  Time,
  counted,
  figure,
  showPartnerZone,
} from '@waybill/portal-ui';
import { isFinished, sharesOf, stateWords } from '@waybill/portal-core';
import { selectLastQuery } from '@waybill/portal-core/list';
import { RecordPage } from '@waybill/portal-core/record-page';
import type { RecordTab } from '@waybill/portal-core/record-page';
import { runList } from '../run-list/run-list.ts';
import { ProofPanel } from '../replay/proof-panel.ts';
import { RunDetail } from './run-detail.ts';
import { RunHead } from './run-head.ts';
import { RunParts } from './parts/run-parts.ts';
import { FailurePanel } from './failure/failure-panel.ts';

@Component({
  selector: 'wb-run-page',
  imports: [
    FailurePanel,
    Icon,
    ProofPanel,
    ReconciliationStrip,
    RecordPage,
    RouterLink,
    RunHead,
    RunParts,
    Time,
  ],
  providers: [RunDetail],
  templateUrl: './run-page.html',
  styleUrl: './run-page.scss',
})
export class RunPage {
  /** From the address. */
  readonly id = input.required<string>();

  private readonly announcer = inject(LiveAnnouncer);
  private readonly store = inject(Store);
  private lastState: string | undefined;

  protected readonly detail = inject(RunDetail);
  protected readonly shares = computed(() => {
    const run = this.detail.run();
    return run ? sharesOf(run.counts) : [];
  });
  /** The row that is shown open; the errors tab shows it itself. */
  protected readonly firstProblem = computed(() => this.detail.page()?.firstError?.problems[0]);
  /** How far a run that is going on has come, in percent. */
  protected readonly percent = computed(() => {
    const run = this.detail.run();
    if (!run || isFinished(run.state) || !run.rowsTotal) return null;
    return Math.min(100, Math.floor((run.counts.read / run.rowsTotal) * 100));
  });
  protected readonly progressText = computed(() => {
    const run = this.detail.run();
    return run?.rowsTotal ? `${figure(run.counts.read)} of ${counted(run.rowsTotal, 'row')}` : '';
  });
  protected readonly backParams = this.store.selectSignal(selectLastQuery(runList.name));
  protected readonly tabs = computed((): RecordTab[] => {
    const counts = this.detail.run()?.counts;
    const errors = counts ? counts.rejected + counts.conflict : 0;
    return [
      { path: 'timeline', label: 'Timeline' },
      {
        path: 'rows',
        label: 'Rows',
        ...(counts && counts.read > 0 ? { count: figure(counts.read) } : {}),
      },
      { path: 'errors', label: 'Errors', ...(errors > 0 ? { count: figure(errors) } : {}) },
      { path: 'events', label: 'Events' },
      { path: 'config', label: 'Configuration' },
      { path: 'raw', label: 'JSON' },
    ];
  });

  constructor() {
    showPartnerZone(() => this.detail.page()?.partner?.timeZone);
    const title = inject(Title);
    effect(() => {
      this.detail.show(this.id());
    });
    effect(() => {
      const run = this.detail.run();
      if (!run) return;
      title.setTitle(`${run.file.name} · Waybill`);
      if (this.lastState && this.lastState !== run.state) {
        void this.announcer.announce(`The run is ${stateWords[run.state].label}`, 'polite');
      }
      this.lastState = run.state;
    });
  }
}
