import { httpResource } from '@angular/common/http';
import type { ElementRef } from '@angular/core';
import { Component, computed, effect, inject, input, resource, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ResponseOf, operations } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { ProblemPanel, Skeleton } from '@waybill/portal-ui';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { RuleWorkspace } from '../workspace/rule-workspace.ts';
import { RuleChanges } from './rule-changes.ts';
import { TextDiff } from './text-diff.ts';
import type { DiffPlace } from './text-diff.ts';

type Compared = ResponseOf<typeof operations.getRuleSetDiff>;

/** What any two versions of the rules say differently, thing by thing and line by line; the draft and the active one are versions here. */
@Component({
  selector: 'wb-rule-text-diff-tab',
  imports: [ProblemPanel, RouterLink, RuleChanges, Skeleton, TextDiff],
  templateUrl: './text-diff-tab.html',
  styleUrl: './text-diff-tab.scss',
})
export class TextDiffTab {
  /** The two sides and the place that is shown, from the address. */
  readonly from = input<string>();
  readonly to = input<string>();
  readonly at = input<string>();

  private readonly router = inject(Router);
  private readonly workspace = inject(RuleWorkspace);
  protected readonly detail = inject(RuleSetDetail);
  private readonly texts = viewChild<ElementRef<HTMLElement>>('texts');

  protected readonly sides = computed(() => {
    const rules = this.detail.rules();
    if (!rules) return null;
    const from = this.from() ?? 'active';
    const to = this.to() ?? (rules.draft ? 'draft' : String(rules.versions));
    return { ruleSet: rules.id, from, to };
  });
  protected readonly choices = computed(() => {
    const rules = this.detail.rules();
    if (!rules) return [];
    const versions = Array.from({ length: rules.versions }, (_, at) => rules.versions - at);
    return [
      ...(rules.draft ? [{ side: 'draft', label: 'Draft' }] : []),
      { side: 'active', label: `Active, version ${String(rules.active.version)}` },
      ...versions.map((version) => ({
        side: String(version),
        label: `Version ${String(version)}`,
      })),
    ];
  });
  /** What was typed a moment ago is compared too. */
  private readonly flushed = resource({ loader: () => this.workspace.flush() });
  private readonly answer = httpResource<Compared>(() => {
    const [address, sides] = [this.detail.address(), this.sides()];
    if (!address || !sides || this.flushed.isLoading()) return undefined;
    return { url: `${address}/diff`, params: { from: sides.from, to: sides.to } };
  });
  protected readonly compared = computed(() => {
    if (!this.answer.hasValue()) return null;
    const { from, to, changes } = this.answer.value();
    return { from: from.name, to: to.name, before: written(from), after: written(to), changes };
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly place = computed((): DiffPlace | null => {
    const [at, compared] = [this.at(), this.compared()];
    if (at === undefined || !compared) return null;
    const isGone = compared.changes.some(
      ({ pointerAfter, pointerBefore }) => pointerAfter === null && pointerBefore === at,
    );
    return { side: isGone ? 'before' : 'after', pointer: at };
  });

  constructor() {
    effect(() => {
      if (this.place()) this.texts()?.nativeElement.scrollIntoView({ block: 'nearest' });
    });
  }

  protected choose(which: 'from' | 'to', event: Event): void {
    const sides = this.sides();
    if (!(event.target instanceof HTMLSelectElement) || !sides) return;
    const { from, to } = sides;
    void this.router.navigate([], {
      queryParams: { from, to, [which]: event.target.value },
      replaceUrl: true,
    });
  }

  protected retry(): void {
    this.answer.reload();
  }
}

function written({ document }: Compared['from']): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
