import { Component, computed, input, output } from '@angular/core';
import { JsonDiff, ProblemPanel } from '@waybill/portal-ui';
import type { PortalProblem } from '../problems/portal-problem.ts';
import type { Stale } from './edited.ts';

/**
 * Why an edit was not taken. When somebody else was faster: what they changed, and the choice between theirs and one's own; what was
 * typed stays in the form either way until one chooses theirs.
 */
@Component({
  selector: 'wb-edit-problem',
  imports: [JsonDiff, ProblemPanel],
  templateUrl: './edit-problem.html',
  styleUrl: './edit-problem.scss',
})
export class EditProblem {
  readonly problem = input.required<PortalProblem | null>();
  readonly stale = input.required<Stale<unknown> | null>();
  readonly overwriteLabel = input('Save mine over it');
  /** Without the time of the change, which says nothing of what it was. */
  protected readonly changed = computed(() => {
    const stale = this.stale();
    return stale && { before: undated(stale.before), now: undated(stale.now) };
  });
  /** Save what is typed, now that theirs was seen. */
  readonly overwrite = output();
  /** Put theirs into the form. */
  readonly takeTheirs = output();
}

function undated(thing: unknown): unknown {
  if (typeof thing !== 'object' || thing === null) return thing;
  return Object.fromEntries(Object.entries(thing).filter(([name]) => name !== 'updatedAt'));
}
