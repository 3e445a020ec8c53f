import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type { BacktestDetail, Job } from '@waybill/contracts';
import { JobCentre, toProblem, whileVisible } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { actorName } from '@waybill/portal-core/audit-trail';
import { jobStateWords } from '@waybill/portal-core/jobs';
import { Names } from '@waybill/portal-core/names';
import { RecordProblem } from '@waybill/portal-core/record-problem';
import {
  CopyButton,
  Icon,
  ProblemPanel,
  Skeleton,
  StatusChip,
  Time,
  counted,
  figure,
} from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { comparisonOf, isBacktestOver } from './backtest-words.ts';
import { ChangedMembers } from './changed-members.ts';
import { ChangedRows } from './changed-rows.ts';
import { ComparisonFigures } from './comparison-figures.ts';
import { JudgedFiles } from './judged-files.ts';

const lookEveryMs = 1500;

/** One backtest: how far it is, and what the candidate would have done otherwise. */
@Component({
  selector: 'wb-backtest-page',
  imports: [
    ChangedMembers,
    ChangedRows,
    ComparisonFigures,
    CopyButton,
    Icon,
    JudgedFiles,
    ProblemPanel,
    RecordProblem,
    RouterLink,
    Skeleton,
    StatusChip,
    Time,
  ],
  templateUrl: './backtest-page.html',
  styleUrls: ['../ui/section.scss', '../ui/record.scss'],
})
export class BacktestPage {
  /** From the address. */
  readonly id = input.required<string>();
  readonly change = input<string>();
  readonly cursor = input<string>();

  private readonly http = inject(HttpClient);
  private readonly centre = inject(JobCentre);
  protected readonly names = inject(Names);
  private readonly address = computed(() => `/bff/api/backtests/${encodeURIComponent(this.id())}`);
  private readonly answer = httpResource<BacktestDetail>(() => this.address());
  /** What was read stays while another look at it fails. */
  protected readonly backtest = linkedSignal<BacktestDetail | null, BacktestDetail | null>({
    source: () => (this.answer.hasValue() ? this.answer.value() : null),
    computation: (loaded, previous) =>
      loaded ?? (previous?.value?.id === this.id() ? previous.value : null),
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly isOver = computed(() => {
    const backtest = this.backtest();
    return backtest !== null && isBacktestOver(backtest);
  });
  private readonly jobId = computed(() => (this.isOver() ? undefined : this.backtest()?.job));
  /** Only for whoever asked for it, and an admin; to others it is not there. */
  private readonly jobAnswer = httpResource<Job>(() => {
    const id = this.jobId();
    return id === undefined ? undefined : `/bff/api/jobs/${encodeURIComponent(id)}`;
  });
  protected readonly job = computed(() =>
    this.jobAnswer.hasValue() ? this.jobAnswer.value() : null,
  );
  protected readonly cancelProblem = signal<PortalProblem | null>(null);
  protected readonly cancelling = linkedSignal(() => this.job()?.cancelRequested ?? false);

  protected readonly word = computed(() => jobStateWords[this.backtest()?.state ?? 'queued']);
  protected readonly person = computed(() => actorName(this.backtest()?.requestedBy ?? ''));
  /** Rule sets are called `<partner>.<feed>`. */
  protected readonly partner = computed(() => this.backtest()?.ruleSet.split('.')[0] ?? '');
  protected readonly here = computed(() => {
    this.id();
    return location.origin + location.pathname;
  });
  protected readonly percent = computed(() => {
    const job = this.job();
    if (!job?.total) return null;
    return Math.min(100, Math.floor((job.progress / job.total) * 100));
  });
  protected readonly progress = computed(() => {
    const backtest = this.backtest();
    if (!backtest) return '';
    const { done, unreadable, total } = backtest.files;
    const files = `${figure(done + unreadable)} of ${counted(total, 'file')}`;
    const job = this.job();
    if (!job?.total) return files;
    return `${files}, ${figure(job.progress)} of ${counted(job.total, 'row')}`;
  });
  /** The parts below are read again when more files are done. */
  protected readonly version = computed(() => {
    const backtest = this.backtest();
    return backtest ? `${backtest.state} ${String(backtest.files.done)}` : '';
  });
  protected readonly counted = counted;
  protected readonly comparisonOf = comparisonOf;

  constructor() {
    const title = inject(Title);
    effect(() => {
      const backtest = this.backtest();
      if (backtest) title.setTitle(`Backtest ${comparisonOf(backtest)} · Waybill`);
    });
    whileVisible(
      lookEveryMs,
      () => this.backtest() !== null && !this.isOver(),
      () => {
        this.reload();
      },
    );
  }

  protected reload(): void {
    this.answer.reload();
    this.jobAnswer.reload();
  }

  /** Nothing was booked, so nothing is lost but the time: it is stopped without a question. */
  protected async cancel({ job }: BacktestDetail): Promise<void> {
    this.cancelProblem.set(null);
    this.cancelling.set(true);
    const url = `/bff/api/jobs/${encodeURIComponent(job)}/cancel`;
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    try {
      await firstValueFrom(this.http.post(url, {}, { headers }));
      this.centre.look();
    } catch (error) {
      this.cancelling.set(false);
      this.cancelProblem.set(toProblem(error));
    }
    this.reload();
  }
}
