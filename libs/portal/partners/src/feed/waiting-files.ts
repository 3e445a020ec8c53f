import { HttpClient } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { InboundFile, ResponseOf, operations } from '@waybill/contracts';
import { Permissions, toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { Icon, ProblemPanel, Refusal } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';

type Waiting = ResponseOf<typeof operations.decideDriftEvent>['waiting'];

/** Files that a change of the feed may have mended: processed again with one press, each with a link to its run. */
@Component({
  selector: 'wb-waiting-files',
  imports: [Icon, ProblemPanel, Refusal, RouterLink],
  templateUrl: './waiting-files.html',
  styleUrls: ['../ui/section.scss', '../ui/form.scss', './waiting-files.scss'],
})
export class WaitingFiles {
  readonly files = input.required<readonly Pick<Waiting[number], 'id' | 'name'>[]>();
  /** What became of them, in words after their number. */
  readonly cause = input.required<string>();
  /** Why they are let go now, as it stands in the audit trail. */
  readonly reason = input.required<string>();

  private readonly http = inject(HttpClient);
  private readonly permissions = inject(Permissions);
  /** The run of each file that was let go. */
  protected readonly runs = signal<ReadonlyMap<string, string | null>>(new Map());
  protected readonly problem = signal<PortalProblem | null>(null);
  protected readonly working = signal(false);
  protected readonly refusal = computed(() => this.permissions.refusal('files:decide'));
  protected readonly left = computed(() => this.files().filter(({ id }) => !this.runs().has(id)));

  constructor() {
    effect(() => {
      this.files();
      this.runs.set(new Map());
      this.problem.set(null);
    });
  }

  /** One after another; stops at the first that cannot be, and can be pressed again. */
  protected async process(): Promise<void> {
    this.working.set(true);
    this.problem.set(null);
    try {
      for (const { id } of this.left()) {
        const url = `/bff/api/files/${encodeURIComponent(id)}/release`;
        const headers = { 'Idempotency-Key': crypto.randomUUID() };
        const body = { reason: this.reason() };
        const file = await firstValueFrom(this.http.post<InboundFile>(url, body, { headers }));
        this.runs.update((runs) => new Map(runs).set(id, file.lastRun));
      }
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.working.set(false);
    }
  }
}
