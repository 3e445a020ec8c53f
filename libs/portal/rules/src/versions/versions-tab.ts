import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { FeedBundleHead, RuleBundle, RuleTestRun, RuleVersionHead } from '@waybill/contracts';
import { Permissions, cursorList, toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { actorName } from '@waybill/portal-core/audit-trail';
import {
  CopyButton,
  Icon,
  ProblemPanel,
  Refusal,
  Skeleton,
  StatusChip,
  Time,
  saveJson,
} from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { TestSummary } from '../evidence/test-summary.ts';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { RuleWorkspace } from '../workspace/rule-workspace.ts';
import { ImportVersion } from './import-version.ts';
import { VersionComparison } from './version-comparison.ts';

/** The frozen versions of a rule set, what differs between any two, and the way back to an earlier one. */
@Component({
  selector: 'wb-rule-versions-tab',
  imports: [
    CopyButton,
    Icon,
    ImportVersion,
    ProblemPanel,
    Refusal,
    RouterLink,
    Skeleton,
    StatusChip,
    TestSummary,
    Time,
    VersionComparison,
  ],
  templateUrl: './versions-tab.html',
  styleUrl: '../ui/section.scss',
})
export class VersionsTab {
  /** From the address. */
  readonly id = input.required<string>();
  readonly from = input<string>();
  readonly to = input<string>();

  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly permissions = inject(Permissions);
  private readonly workspace = inject(RuleWorkspace);
  protected readonly detail = inject(RuleSetDetail);

  protected readonly person = actorName;
  protected readonly list = cursorList<RuleVersionHead>(() => {
    // Read again when another one is active or frozen.
    this.stand();
    return { url: `${this.address()}/versions`, params: { limit: '100' } };
  });
  private readonly stand = computed(() => {
    const rules = this.detail.rules();
    return `${String(rules?.active.bundleVersion)} ${String(rules?.versions)}`;
  });
  private readonly bundlesAnswer = httpResource<{ items: readonly FeedBundleHead[] }>(() => {
    this.stand();
    return {
      url: `/bff/api/feeds/${encodeURIComponent(this.id())}/bundles`,
      params: { limit: 500 },
    };
  });
  /** Names of the versions that new files were judged by once. */
  protected readonly onceActive = computed(
    () =>
      new Set(
        this.bundlesAnswer.hasValue()
          ? this.bundlesAnswer
              .value()
              .items.filter(({ trial }) => !trial)
              .map(({ ruleVersion }) => ruleVersion)
          : [],
      ),
  );
  /** As chosen, else what is active against the newest other one. */
  protected readonly pair = computed(() => {
    const versions = this.list.items();
    const active = versions.find((each) => each.active)?.version;
    const other = versions.find((each) => !each.active)?.version;
    const draft = this.detail.rules()?.draft ? 'draft' : undefined;
    const from = this.from() ?? active?.toString();
    const to = this.to() ?? other?.toString() ?? draft;
    return from !== undefined && to !== undefined ? { from, to } : null;
  });

  protected readonly tests = signal<RuleTestRun | null>(null);
  protected readonly problem = signal<PortalProblem | null>(null);
  protected readonly working = signal(false);
  protected readonly testRefusal = computed(() => this.permissions.refusal('rules:test'));
  protected readonly exportRefusal = computed(() => this.permissions.refusal('rules:promote'));
  protected readonly requestRefusal = computed(() => this.permissions.refusal('rules:write'));
  protected readonly restoreRefusal = computed(
    () =>
      this.permissions.refusal('rules:write') ??
      (this.detail.rules()?.draft
        ? 'There is a draft already. Go on with it, or discard it first.'
        : null),
  );

  protected async restore({ version }: RuleVersionHead): Promise<void> {
    // The button knows only once it is drawn anew.
    if (this.working()) return;
    this.problem.set(null);
    this.working.set(true);
    try {
      if (await this.workspace.begin({ kind: 'version', version }))
        await this.router.navigate(['/rules', this.id()]);
      else this.problem.set(this.workspace.problem());
    } finally {
      this.working.set(false);
    }
  }

  protected async runTests({ version }: RuleVersionHead): Promise<void> {
    this.tests.set(null);
    this.tests.set(await this.post<RuleTestRun>('test-runs', { version }));
  }

  /** Another hub with the same key freezes it as a version of its own. */
  protected async export({ version, ruleVersion }: RuleVersionHead): Promise<void> {
    const bundle = await this.post<RuleBundle>(`versions/${String(version)}/export`, {});
    if (bundle) saveJson(bundle, `${ruleVersion}.waybill-rules.json`);
  }

  protected request({ version }: RuleVersionHead): void {
    void this.router.navigate(['/rules', this.id(), 'request'], { queryParams: { version } });
  }

  protected nameOf(version: number | null): string {
    return this.list.items().find((each) => each.version === version)?.ruleVersion ?? 'the draft';
  }

  /** Null when it was refused, and why is shown. */
  private async post<Answer>(to: string, body: object): Promise<Answer | null> {
    this.problem.set(null);
    this.working.set(true);
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    try {
      return await firstValueFrom(
        this.http.post<Answer>(`${this.address()}/${to}`, body, { headers }),
      );
    } catch (error) {
      this.problem.set(toProblem(error));
      return null;
    } finally {
      this.working.set(false);
    }
  }

  protected address(): string {
    return `/bff/api/rule-sets/${encodeURIComponent(this.id())}`;
  }
}
