import { LiveAnnouncer } from '@angular/cdk/a11y';
import { httpResource } from '@angular/common/http';
import { Component, Injector, computed, inject, input, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ResponseOf, RuleVersionHead, operations } from '@waybill/contracts';
import { Permissions, toProblem } from '@waybill/portal-core';
import { askForReason } from '@waybill/portal-core/reason';
import { Icon, ProblemPanel, Refusal, Skeleton, counted } from '@waybill/portal-ui';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { RuleChanges } from '../text-diff/rule-changes.ts';

/** What differs between two versions, or a version and the draft; and the way back, where the second was active before. */
@Component({
  selector: 'wb-version-comparison',
  imports: [Icon, ProblemPanel, Refusal, RouterLink, RuleChanges, Skeleton],
  templateUrl: './version-comparison.html',
  styleUrl: '../ui/section.scss',
})
export class VersionComparison {
  readonly ruleSet = input.required<string>();
  readonly versions = input.required<readonly RuleVersionHead[]>();
  /** Names of the versions that new files were judged by once. */
  readonly onceActive = input.required<ReadonlySet<string>>();
  /** From the address: a version, `active` or `draft`. */
  readonly from = input.required<string>();
  readonly to = input.required<string>();

  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly section = viewChild<ElementRef<HTMLElement>>('section');
  private readonly permissions = inject(Permissions);
  private readonly detail = inject(RuleSetDetail);

  private readonly answer = httpResource<ResponseOf<typeof operations.getRuleSetDiff>>(() =>
    this.isSame()
      ? undefined
      : { url: `${this.address()}/diff`, params: { from: this.from(), to: this.to() } },
  );
  protected readonly counted = counted;
  protected readonly isSame = computed(() => this.from() === this.to());
  protected readonly changes = computed(() =>
    this.answer.hasValue() ? this.answer.value().changes : null,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly sides = computed(() => ({
    ruleSet: this.ruleSet(),
    from: this.from(),
    to: this.to(),
  }));
  protected readonly options = computed(() => [
    ...(this.detail.rules()?.draft ? [{ value: 'draft', label: 'The draft' }] : []),
    ...this.versions().map(({ version, ruleVersion, active }) => ({
      value: String(version),
      label: active ? `${ruleVersion}, active` : ruleVersion,
    })),
  ]);
  /** What can be made active again here: what is shown then is what will change. */
  protected readonly earlier = computed(() => {
    const from = this.versions().find(({ version }) => String(version) === this.from());
    const to = this.versions().find(({ version }) => String(version) === this.to());
    return from?.active && to && this.onceActive().has(to.ruleVersion) ? to : null;
  });
  protected readonly refusal = computed(() => this.permissions.refusal('rules:rollback'));

  protected choose(which: 'from' | 'to', event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    void this.router.navigate([], {
      queryParams: { from: this.from(), to: this.to(), [which]: event.target.value },
      replaceUrl: true,
    });
  }

  protected async rollBack({ version, ruleVersion }: RuleVersionHead): Promise<void> {
    const reason = await askForReason(this.injector, {
      heading: `Roll back to ${ruleVersion}?`,
      text: `New files are judged by ${ruleVersion} at once, without a second person, since it was approved before. Files that were processed stay as they are; a replay corrects them. Requests that wait become void.`,
      action: 'Roll back',
      danger: true,
      postTo: `${this.address()}/rollback`,
      postWith: { version },
    });
    if (reason === null) return;
    this.detail.reload();
    void this.announcer.announce(`${ruleVersion} is active again.`, 'polite');
    await this.router.navigate([], { queryParams: {} });
    keepFocus(this.section(), this.injector);
  }

  private address(): string {
    return `/bff/api/rule-sets/${encodeURIComponent(this.ruleSet())}`;
  }
}
