import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RuleSetChange } from '@waybill/contracts';
import { StatusChip } from '@waybill/portal-ui';
import type { IconName, Tone } from '@waybill/portal-ui';
import { groupChanges, subjectOf } from './change-groups.ts';

/** The two sides that were compared: a version's number, `active` or `draft`. */
export interface ComparedSides {
  readonly ruleSet: string;
  readonly from: string;
  readonly to: string;
}

const kinds: Readonly<
  Record<RuleSetChange['kind'], { label: string; icon: IconName; tone: Tone }>
> = {
  added: { label: 'Added', icon: 'add', tone: 'good' },
  removed: { label: 'Removed', icon: 'do-not-disturb-on', tone: 'bad' },
  moved: { label: 'Moved', icon: 'swap-vert', tone: 'note' },
  changed: { label: 'Changed', icon: 'edit', tone: 'warn' },
};

/** What two rule sets say differently, by table: what it is of, what it was and what it is. With `sides`, each leads to its place in the texts. */
@Component({
  selector: 'wb-rule-changes',
  imports: [RouterLink, StatusChip],
  templateUrl: './rule-changes.html',
  styleUrl: './rule-changes.scss',
})
export class RuleChanges {
  readonly changes = input.required<readonly RuleSetChange[]>();
  readonly sides = input<ComparedSides | null>(null);

  protected readonly groups = computed(() => groupChanges(this.changes()));
  protected readonly kinds = kinds;
  protected readonly subjectOf = subjectOf;

  protected placeOf({ from, to }: ComparedSides, change: RuleSetChange) {
    return { from, to, at: change.pointerAfter ?? change.pointerBefore };
  }
}
