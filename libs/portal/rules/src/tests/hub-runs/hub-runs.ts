import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import type { RuleTestRun, RuleTestRunHead } from '@waybill/contracts';
import { Permissions, cursorList, toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { actorName } from '@waybill/portal-core/audit-trail';
import { ProblemPanel, Refusal, Skeleton, StatusChip, Time, figure } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { TestSummary } from '../../evidence/test-summary.ts';
import { RuleSetDetail } from '../../rule-set/rule-set-detail.ts';
import { RuleWorkspace } from '../../workspace/rule-workspace.ts';
import { runChip } from './run-chip.ts';

/** Test runs that the hub keeps as evidence, and one more. */
@Component({
  selector: 'wb-hub-runs',
  imports: [ProblemPanel, Refusal, Skeleton, StatusChip, TestSummary, Time],
  templateUrl: './hub-runs.html',
  styleUrl: '../../ui/section.scss',
})
export class HubRuns {
  private readonly http = inject(HttpClient);
  private readonly permissions = inject(Permissions);
  private readonly detail = inject(RuleSetDetail);
  private readonly workspace = inject(RuleWorkspace);

  protected readonly figure = figure;
  protected readonly person = actorName;
  protected readonly chipOf = runChip;
  private readonly asked = signal(0);
  private readonly address = computed(() => {
    const address = this.detail.address();
    return address === undefined ? undefined : `${address}/test-runs`;
  });
  protected readonly list = cursorList<RuleTestRunHead>(() => {
    this.asked();
    const url = this.address();
    return url === undefined ? undefined : { url, params: { limit: '10' } };
  });
  /** The one that is looked into. */
  protected readonly chosen = linkedSignal<string | undefined, string | null>({
    source: this.detail.id,
    computation: () => null,
  });
  protected readonly answer = httpResource<RuleTestRun>(() => {
    const id = this.chosen();
    return id === null ? undefined : `/bff/api/test-runs/${encodeURIComponent(id)}`;
  });
  protected readonly shown = computed(() => {
    const run = this.answer.hasValue() ? this.answer.value() : undefined;
    return run?.id === this.chosen() ? run : undefined;
  });

  protected readonly working = signal(false);
  private readonly failure = signal<PortalProblem | null>(null);
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return this.failure() ?? (error ? toProblem(error) : null);
  });
  /** Null for the draft. */
  private readonly version = computed(() =>
    this.workspace.state() === 'ready' ? null : (this.detail.rules()?.active.version ?? null),
  );
  protected readonly refusal = computed(() => {
    const refusal = this.permissions.refusal('rules:test');
    if (refusal !== null) return refusal;
    if (this.version() !== null) return null;
    if (this.workspace.saved() === 'stale') return 'Choose between theirs and yours first.';
    return this.workspace.errors().length > 0
      ? 'Rules with errors cannot be tested. Correct them first.'
      : null;
  });

  protected nameOf({ version }: RuleTestRunHead): string {
    return version === null ? 'Draft' : `Version ${String(version)}`;
  }

  /** It is about exactly what stands here now. */
  protected isOfThis({ sha256 }: RuleTestRunHead): boolean {
    if (this.workspace.state() !== 'ready') return sha256 === this.detail.rules()?.active.sha256;
    return this.workspace.saved() === 'saved' && sha256 === this.workspace.base()?.sha256;
  }

  protected toggle({ id }: RuleTestRunHead): void {
    this.chosen.update((chosen) => (chosen === id ? null : id));
  }

  /** Of what is saved; what is written is saved first. */
  protected async run(): Promise<void> {
    const url = this.address();
    if (url === undefined) return;
    this.failure.set(null);
    this.working.set(true);
    try {
      const version = this.version();
      if (version === null && !(await this.workspace.flush())) return;
      const headers = { 'Idempotency-Key': crypto.randomUUID() };
      const { id } = await firstValueFrom(
        this.http.post<RuleTestRun>(url, { version }, { headers }),
      );
      this.chosen.set(id);
      this.asked.update((count) => count + 1);
    } catch (error) {
      this.failure.set(toProblem(error));
    } finally {
      this.working.set(false);
    }
  }
}
