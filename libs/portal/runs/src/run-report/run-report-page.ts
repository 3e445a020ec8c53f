import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type { RunPage } from '@waybill/contracts';
import {
  RUNTIME_CONFIG,
  outcomeWords,
  outcomes,
  stateWords,
  toProblem,
} from '@waybill/portal-core';
import {
  Icon,
  ProblemPanel,
  Skeleton,
  Time,
  byteSize,
  counted,
  duration,
  figure,
  showPartnerZone,
  signedFigure,
} from '@waybill/portal-ui';
import { endingWord } from '../run-detail/timeline/attempt-words.ts';

/** A run on paper: what was read and what became of it, by which configuration, with room for two names. Always light. */
@Component({
  selector: 'wb-run-report-page',
  imports: [Icon, ProblemPanel, RouterLink, Skeleton, Time],
  templateUrl: './run-report-page.html',
  styleUrl: './run-report-page.scss',
})
export class RunReportPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly environment = inject(RUNTIME_CONFIG).environment;
  protected readonly madeAt = new Date().toISOString();
  protected readonly counted = counted;
  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  protected readonly answer = httpResource<RunPage>(
    () => `/bff/run-page/${encodeURIComponent(this.id())}`,
  );
  protected readonly page = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly state = computed(() => stateWords[this.page()?.run.state ?? 'queued'].label);
  protected readonly size = computed(() => byteSize(this.page()?.run.file.sizeBytes ?? 0));
  protected readonly totals = computed(() => {
    const counts = this.page()?.run.counts;
    return outcomes.map((outcome) => ({
      outcome,
      ...outcomeWords[outcome],
      count: counts?.[outcome] ?? 0,
    }));
  });
  protected readonly difference = computed(() => {
    const read = this.page()?.run.counts.read ?? 0;
    return read - this.totals().reduce((sum, { count }) => sum + count, 0);
  });
  protected readonly attempts = computed(() =>
    (this.page()?.attempts ?? []).map(({ ending, startedAt, endedAt, ...attempt }) => ({
      ...attempt,
      startedAt,
      ending: endingWord(ending).label,
      took: endedAt ? duration(Date.parse(endedAt) - Date.parse(startedAt)) : 'going on',
    })),
  );

  constructor() {
    const title = inject(Title);
    showPartnerZone(() => this.page()?.partner?.timeZone);
    effect(() => {
      const run = this.page()?.run;
      if (run) title.setTitle(`Report of ${run.file.name} · Waybill`);
    });
  }

  protected print(): void {
    window.print();
  }
}
