import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import type { Injector } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule } from '@angular/material/dialog';
import { exportDaysKept, exportLists } from '@waybill/contracts';
import type { Job } from '@waybill/contracts';
import { Icon, ProblemPanel, counted } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { IdempotencyKey } from '../data/idempotency-key.ts';
import { JobCentre } from '../jobs/job-centre.ts';
import { JobActions } from '../job-screens/job-actions.ts';
import { JobProgress } from '../job-screens/job-progress.ts';
import { isOver } from '../job-screens/job-work.ts';
import { whileVisible } from '../live/while-visible.ts';
import { Permissions } from '../permissions/permissions.ts';
import type { PortalProblem } from '../problems/portal-problem.ts';
import { toProblem } from '../problems/to-problem.ts';
import type { ExportWish } from './export-wish.ts';

const lookEveryMs = 1_000;

/** Says what will be exported, sets it going, and shows how far it is; whoever closes it finds the file under Jobs. */
@Component({
  selector: 'wb-export-dialog',
  imports: [Icon, JobActions, JobProgress, MatDialogModule, ProblemPanel],
  templateUrl: './export-dialog.html',
  styleUrl: './export-dialog.scss',
})
export class ExportDialog {
  private readonly http = inject(HttpClient);
  private readonly centre = inject(JobCentre);
  private readonly permissions = inject(Permissions);
  private readonly key = new IdempotencyKey();

  protected readonly wish = inject<ExportWish>(MAT_DIALOG_DATA);
  protected readonly columns = exportLists[this.wish.list].columns;
  protected readonly daysKept = exportDaysKept;
  protected readonly chosen = signal<ReadonlySet<string>>(new Set(this.onScreen()));
  protected readonly forSpreadsheets = signal(true);
  protected readonly sending = signal(false);
  protected readonly problem = signal<PortalProblem | null>(null);
  protected readonly job = signal<Job | null>(null);
  protected readonly count = computed(() => {
    const { expected, nouns } = this.wish;
    return expected === null ? `All ${nouns[1]}` : counted(expected, ...nouns);
  });
  protected readonly isMasked = computed(
    () =>
      !this.permissions.can('payload:read') &&
      this.columns.some(({ key, isPersonal }) => isPersonal && this.chosen().has(key)),
  );

  constructor() {
    const isBusy = () => {
      const job = this.job();
      return job !== null && !isOver(job);
    };
    whileVisible(lookEveryMs, isBusy, () => {
      this.look();
    });
  }

  protected toggle(key: string): void {
    this.chosen.update((chosen) => {
      const next = new Set(chosen);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }

  protected chooseAll(): void {
    this.chosen.set(new Set(this.columns.map(({ key }) => key)));
  }

  protected chooseOnScreen(): void {
    this.chosen.set(new Set(this.onScreen()));
  }

  protected async send(): Promise<void> {
    this.sending.set(true);
    this.problem.set(null);
    const { list, query, expected } = this.wish;
    const columns = this.columns.map(({ key }) => key).filter((key) => this.chosen().has(key));
    const body = { list, query, columns, expected, bom: this.forSpreadsheets() };
    const headers = this.key.headers();
    try {
      this.job.set(
        await firstValueFrom(this.http.post<Job>('/bff/api/exports', body, { headers })),
      );
      this.centre.look();
    } catch (error) {
      const problem = toProblem(error);
      this.problem.set(problem);
      this.key.failed(problem);
    } finally {
      this.sending.set(false);
    }
  }

  protected look(): void {
    const id = this.job()?.id;
    if (id === undefined) return;
    this.http.get<Job>(`/bff/api/jobs/${encodeURIComponent(id)}`).subscribe({
      next: (job) => {
        this.job.set(job);
      },
      // The next look may succeed; the job goes on without it.
      error: () => undefined,
    });
  }

  private onScreen(): string[] {
    const shown = this.wish.columns;
    const keys = this.columns
      .filter(({ key, shownIn }) => shown.includes(shownIn ?? key))
      .map(({ key }) => key);
    return keys.length > 0 ? keys : this.columns.map(({ key }) => key);
  }
}

export function openExportDialog(injector: Injector, wish: ExportWish): void {
  injector.get(MatDialog).open(ExportDialog, { data: wish, width: '38rem', maxWidth: '94vw' });
}
