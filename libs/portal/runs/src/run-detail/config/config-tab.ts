import { httpResource } from '@angular/common/http';
import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RunBundle } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { CopyButton, Icon, JsonDiff, ProblemPanel, Skeleton } from '@waybill/portal-ui';
import { BundleView } from './bundle-view.ts';

const views = ['text', 'json', 'diff'] as const;
type View = (typeof views)[number];

/** The configuration as it was when the run began, and how the feed's own differs from it by now. */
@Component({
  selector: 'wb-config-tab',
  imports: [BundleView, CopyButton, Icon, JsonDiff, ProblemPanel, RouterLink, Skeleton],
  templateUrl: './config-tab.html',
  styleUrl: './config-tab.scss',
})
export class ConfigTab {
  /** From the address. */
  readonly id = input.required<string>();
  readonly view = input<string>();

  protected readonly answer = httpResource<RunBundle>(
    () => `/bff/api/runs/${encodeURIComponent(this.id())}/bundle`,
  );
  protected readonly bundle = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly shown = computed((): View => {
    const wanted = views.find((view) => view === this.view()) ?? 'text';
    return wanted === 'diff' && !this.bundle()?.active ? 'text' : wanted;
  });
  protected readonly choices = computed(() => [
    { view: 'text', label: 'In words' },
    { view: 'json', label: 'JSON' },
    ...(this.bundle()?.active ? [{ view: 'diff', label: 'Against today' }] : []),
  ]);
  protected readonly usedContent = computed(() => contentOf(this.bundle()));
  protected readonly activeContent = computed(() => contentOf(this.bundle()?.active ?? null));
  protected readonly json = computed(() => JSON.stringify(this.usedContent(), null, 2));
}

function contentOf(bundle: Pick<RunBundle, 'format' | 'rules'> | null) {
  return bundle && { format: bundle.format, rules: bundle.rules };
}
