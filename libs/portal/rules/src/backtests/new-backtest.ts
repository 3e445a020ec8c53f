import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField, FormRoot, form, max, min } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { backtestFilesMax } from '@waybill/contracts';
import type { BacktestDetail, RuleSet, RuleVersionHead } from '@waybill/contracts';
import { JobCentre, Permissions, toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { Icon, ProblemPanel, Refusal } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { RuleWorkspace } from '../workspace/rule-workspace.ts';
import { ArchivedFiles } from './archived-files.ts';
import { backtestFilesOf, usualChoice } from './file-choice.ts';

/** Chooses what is compared and over which files, and sets the backtest going. */
@Component({
  selector: 'wb-new-backtest',
  imports: [ArchivedFiles, FormField, FormRoot, Icon, ProblemPanel, Refusal],
  templateUrl: './new-backtest.html',
  styleUrls: ['../ui/section.scss', './new-backtest.scss'],
})
export class NewBacktest {
  readonly rules = input.required<RuleSet>();
  readonly versions = input.required<readonly RuleVersionHead[]>();
  /** From the address: `draft` or a version; `active` or a version. */
  readonly candidate = input<string>();
  readonly base = input<string>();

  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly centre = inject(JobCentre);
  private readonly permissions = inject(Permissions);
  private readonly workspace = inject(RuleWorkspace);

  protected readonly filesMax = backtestFilesMax;
  protected readonly chosen = signal<readonly string[]>([]);
  protected readonly problem = signal<PortalProblem | null>(null);
  private readonly model = signal(usualChoice);
  protected readonly form = form(
    this.model,
    (path) => {
      min(path.last, 1, { message: 'One file at least.' });
      max(path.last, backtestFilesMax, { message: `At most ${String(backtestFilesMax)} files.` });
    },
    { submission: { action: async () => this.start() } },
  );

  protected readonly candidateVersion = computed(() => {
    const asked = Number(this.candidate());
    if (this.versions().some(({ version }) => version === asked)) return asked;
    return this.rules().draft ? null : (this.newest() ?? null);
  });
  protected readonly baseVersion = computed(() => {
    const asked = Number(this.base());
    return this.versions().some(({ version }) => version === asked) ? asked : null;
  });
  /** The newest version that is not what is active, for when there is no draft. */
  private readonly newest = computed(() => this.versions().find(({ active }) => !active)?.version);
  private readonly files = computed(() => backtestFilesOf(this.model(), this.chosen()));
  protected readonly refusal = computed(() => {
    const forbidden = this.permissions.refusal('rules:test');
    if (forbidden !== null) return forbidden;
    if (this.candidateVersion() === null && !this.rules().draft)
      return 'There is no draft, and no version that is not active.';
    if (this.files() !== null) return null;
    return this.model().kind === 'chosen'
      ? 'Tick at least one file.'
      : 'Say over which files: a number, or the first and the last day.';
  });

  protected choose(which: 'candidate' | 'base', event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    void this.router.navigate([], {
      queryParams: { [which]: event.target.value },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  private async start(): Promise<undefined> {
    const files = this.files();
    if (files === null || this.refusal() !== null) return;
    this.problem.set(null);
    const candidate = this.candidateVersion();
    // The hub judges by what is saved there.
    if (candidate === null && !(await this.workspace.flush())) {
      this.problem.set(this.workspace.problem());
      return;
    }
    const url = `/bff/api/rule-sets/${encodeURIComponent(this.rules().id)}/backtests`;
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    try {
      const body = { candidate, base: this.baseVersion(), files };
      const made = await firstValueFrom(this.http.post<BacktestDetail>(url, body, { headers }));
      this.centre.look();
      await this.router.navigate(['/backtests', made.id]);
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}
