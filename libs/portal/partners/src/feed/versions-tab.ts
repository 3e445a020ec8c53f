import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { FeedBundle, FeedBundleHead } from '@waybill/contracts';
import { cursorList, toProblem } from '@waybill/portal-core';
import { CopyButton, JsonDiff, ProblemPanel, Skeleton, StatusChip, Time } from '@waybill/portal-ui';

/** The versions of a feed's bundle, and what differs between any two of them. */
@Component({
  selector: 'wb-feed-versions-tab',
  imports: [CopyButton, JsonDiff, ProblemPanel, RouterLink, Skeleton, StatusChip, Time],
  templateUrl: './versions-tab.html',
  styleUrls: ['../ui/section.scss', '../ui/form.scss'],
})
export class VersionsTab {
  readonly id = input.required<string>();
  /** The two that are compared, from the address. */
  readonly from = input<string>();
  readonly to = input<string>();

  private readonly router = inject(Router);
  protected readonly list = cursorList<FeedBundleHead>(() => ({
    url: `${this.address()}`,
    params: { limit: '100' },
  }));
  protected readonly activeRules = computed(
    () => this.list.items().find(({ active }) => active)?.ruleVersion,
  );
  /** As chosen, else the active one with the one before it. */
  protected readonly pair = computed(() => {
    const versions = this.list.items().map(({ version }) => String(version));
    const to = this.to() ?? versions[0];
    const from = this.from() ?? versions[1];
    return to !== undefined && from !== undefined && from !== to ? { from, to } : null;
  });
  private readonly fromVersion = computed(() => this.pair()?.from);
  private readonly toVersion = computed(() => this.pair()?.to);
  private readonly before = this.bundle(this.fromVersion);
  private readonly after = this.bundle(this.toVersion);
  protected readonly compared = computed(() => {
    if (!this.before.hasValue() || !this.after.hasValue()) return null;
    return { before: contentOf(this.before.value()), after: contentOf(this.after.value()) };
  });
  protected readonly problem = computed(() => {
    const error = this.before.error() ?? this.after.error();
    return error ? toProblem(error) : null;
  });

  protected choose(which: 'from' | 'to', event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    void this.router.navigate([], {
      queryParams: { ...this.pair(), [which]: event.target.value },
      replaceUrl: true,
    });
  }

  private address(): string {
    return `/bff/api/feeds/${encodeURIComponent(this.id())}/bundles`;
  }

  private bundle(version: () => string | undefined) {
    return httpResource<FeedBundle>(() => {
      const number = version();
      return number === undefined ? undefined : `${this.address()}/${encodeURIComponent(number)}`;
    });
  }
}

/** What a version says, without who made it and when. */
function contentOf({ format, rules }: FeedBundle) {
  return { ...format, rules };
}
