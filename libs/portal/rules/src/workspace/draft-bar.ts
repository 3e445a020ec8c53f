import type { ElementRef } from '@angular/core';
import { Component, Injector, computed, inject, signal, viewChild } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { Permissions } from '@waybill/portal-core';
import { askForReason } from '@waybill/portal-core/reason';
import { Icon, ProblemPanel, Refusal, Skeleton, StatusChip, Time } from '@waybill/portal-ui';
import type { IconName, Tone } from '@waybill/portal-ui';
import type { Diagnostic } from '@waybill/rules';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { chooseOrigin } from './begin/choose-origin.ts';
import type { Saved } from './draft-sync.ts';
import { placeNamed } from './findings/place-named.ts';
import { RuleWorkspace } from './rule-workspace.ts';
import { changesBetween } from './text-changes.ts';

interface Standing {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: Tone;
}

const standings: Readonly<Record<Saved, Standing>> = {
  saved: { label: 'Saved', icon: 'check-circle', tone: 'good' },
  saving: { label: 'Saving …', icon: 'sync', tone: 'busy' },
  unsaved: { label: 'Not saved yet', icon: 'edit', tone: 'warn' },
  offline: { label: 'Not saved: the hub does not answer', icon: 'cloud-off', tone: 'warn' },
  stale: { label: 'Changed by somebody else', icon: 'sync-problem', tone: 'warn' },
};

/** Where the draft stands, above every view of the rules: whether it is saved, what is wrong with it, and what can be done with it. */
@Component({
  selector: 'wb-draft-bar',
  imports: [Icon, MatTooltip, ProblemPanel, Refusal, RouterLink, Skeleton, StatusChip, Time],
  templateUrl: './draft-bar.html',
  styleUrl: './draft-bar.scss',
})
export class DraftBar {
  private readonly permissions = inject(Permissions);
  private readonly injector = inject(Injector);

  protected readonly workspace = inject(RuleWorkspace);
  private readonly detail = inject(RuleSetDetail);
  protected readonly id = this.detail.id;
  private readonly bar = viewChild<ElementRef<HTMLElement>>('bar');
  protected readonly isListed = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly refusal = computed(() => this.permissions.refusal('rules:write'));
  /** Templates are written for the fields of the feed; without them every field would be declared as a text. */
  protected readonly beginRefusal = computed(
    () =>
      this.refusal() ??
      (this.workspace.slots().length === 0 ? 'The format of the feed was not read yet.' : null),
  );
  protected readonly standing = computed(() => standings[this.workspace.saved()]);
  protected readonly counts = computed(() => {
    const errors = this.workspace.errors().length;
    return { errors, warnings: this.workspace.diagnostics().length - errors };
  });
  protected readonly findings = computed(() => {
    const { errors, warnings } = this.counts();
    if (errors + warnings === 0) return 'No findings';
    const parts = [
      errors > 0 && counted(errors, 'error'),
      warnings > 0 && counted(warnings, 'warning'),
    ];
    return parts.filter((part) => part !== false).join(', ');
  });
  protected readonly freezeRefusal = computed(() => {
    if (this.workspace.saved() === 'stale') return 'Choose between theirs and yours first.';
    if (this.counts().errors > 0) return 'A version has no errors. Correct them first.';
    const same = this.frozenAs();
    return same === null ? null : `Version ${String(same)} says the same. Change something first.`;
  });
  /** The version that says what is written; null when none is known to. */
  protected readonly frozenAs = computed(() => {
    const [known, base] = [this.detail.rules()?.draft, this.workspace.base()];
    const isAsKnown = this.workspace.saved() === 'saved' && known?.updatedAt === base?.updatedAt;
    return isAsKnown ? (known?.frozenAs ?? null) : null;
  });
  /** The overview knows the next step: to ask for it, or who it waits for. */
  protected readonly waitsToBeActive = computed(() => {
    const version = this.frozenAs();
    return version !== null && version !== this.detail.rules()?.active.version;
  });
  /** Errors first. */
  protected readonly listed = computed(() => {
    const [isBroken, document] = [this.workspace.isBroken(), this.workspace.document()];
    const errorsFirst = [
      ...this.workspace.errors(),
      ...this.workspace.diagnostics().filter(({ severity }) => severity !== 'error'),
    ];
    return errorsFirst.map((finding) => ({
      ...finding,
      place: isBroken ? finding.pointer : placeNamed(document, finding.pointer),
      to: isBroken ? { tab: 'code', query: {} } : whereIs(finding, document?.tests),
    }));
  });
  /** What somebody else made of the draft, in sentences. */
  protected readonly changes = computed(() => {
    const [before, now] = [this.workspace.base(), this.workspace.stale()];
    return before && now ? changesBetween(before.text, now.text) : [];
  });

  protected async begin(): Promise<void> {
    const origin = await chooseOrigin(this.injector, this.workspace.slots());
    if (origin === null) return;
    await this.busy(() => this.workspace.begin(origin));
  }

  protected async recover(): Promise<void> {
    const text = this.workspace.leftOver();
    if (text !== null) await this.busy(() => this.workspace.begin({ kind: 'text', text }));
  }

  protected async discard(): Promise<void> {
    await this.busy(() => this.workspace.discard());
  }

  protected async freeze(): Promise<void> {
    const notes = await askForReason(this.injector, {
      heading: 'Freeze as a version',
      text: 'A version never changes, and nothing is judged by it until somebody else approves it. Say what is new in it.',
      action: 'Freeze',
      stay: 'Go on writing',
    });
    if (notes !== null) await this.busy(() => this.workspace.freeze(notes));
  }

  private async busy<Result>(deed: () => Promise<Result>): Promise<Result> {
    this.isBusy.set(true);
    try {
      return await deed();
    } finally {
      this.isBusy.set(false);
      // The button that was pressed may be gone, now that there is a draft or none.
      keepFocus(this.bar(), this.injector);
    }
  }
}

/** The view that shows what a finding is about. */
function whereIs({ pointer }: Diagnostic, tests: readonly { id: string }[] = []) {
  const [, part, index] = pointer.split('/');
  const test = part === 'tests' ? tests[Number(index)] : undefined;
  return test === undefined
    ? { tab: 'table', query: { at: pointer } }
    : { tab: 'tests', query: { test: test.id } };
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
