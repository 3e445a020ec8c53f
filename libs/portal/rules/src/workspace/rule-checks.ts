import { httpResource } from '@angular/common/http';
import { DestroyRef, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import type { Signal } from '@angular/core';
import type { Feed } from '@waybill/contracts';
import { parseRuleSet } from '@waybill/rules';
import type { Diagnostic, RuleSetDocument, Slot } from '@waybill/rules';
import { slotsOf } from '@waybill/tabular';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { FindingsChecker } from './findings/findings-checker.ts';
import type { Findings } from './findings/findings.ts';

/** What a text says, and what is wrong with it for the feed's rows. Made in an injection context. */
export class RuleChecks {
  private readonly text: Signal<string>;
  private readonly detail = inject(RuleSetDetail);
  private readonly feedAnswer = httpResource<Feed>(() => {
    const id = this.detail.id();
    return id === undefined ? undefined : `/bff/api/feeds/${encodeURIComponent(id)}`;
  });
  readonly feed = computed(() =>
    this.feedAnswer.hasValue() ? this.feedAnswer.value() : undefined,
  );
  readonly slots = computed((): readonly Slot[] => {
    const feed = this.feed();
    return feed ? slotsOf(feed.bundle.format) : [];
  });

  private readonly checker = new FindingsChecker((findings, text) => {
    this.answered.set({ findings, text });
  });
  private readonly answered = signal<{ findings: Findings; text: string } | null>(null);
  /** What was found last, with the text that it was found in; null until something was checked. */
  readonly found = this.answered.asReadonly();
  /** What was found in the last text that was a rule set. */
  private readonly checked = linkedSignal<
    ReturnType<typeof this.answered>,
    { text: string; diagnostics: readonly Diagnostic[] }
  >({
    source: this.answered,
    computation: (answered, previous) =>
      answered && answered.findings.names !== null
        ? { text: answered.text, diagnostics: answered.findings.diagnostics }
        : (previous?.value ?? { text: '', diagnostics: [] }),
  });
  /** What an edit of the document made of it, so that it need not be read again from its text. */
  private readonly edited = signal<{ text: string; document: RuleSetDocument } | null>(null);

  private readonly parsed = computed(() => {
    const text = this.text();
    const edited = this.edited();
    return edited?.text === text
      ? { ok: true as const, document: edited.document }
      : parseRuleSet(text);
  });
  /** The text does not have the shape of a rule set; `document` is the last one that had. */
  readonly isBroken = computed(() => !this.parsed().ok);
  readonly document = linkedSignal<
    { id: string | undefined; parsed: ReturnType<typeof parseRuleSet> },
    RuleSetDocument | null
  >({
    source: () => ({ id: this.detail.id(), parsed: this.parsed() }),
    computation: ({ id, parsed }, previous) => {
      if (parsed.ok) return parsed.document;
      return previous?.source.id === id ? (previous?.value ?? null) : null;
    },
  }).asReadonly();
  /** Why the text has not the shape of a rule set; empty when it has. */
  readonly parseDiagnostics = computed((): readonly Diagnostic[] => {
    const parsed = this.parsed();
    return parsed.ok ? [] : parsed.diagnostics;
  });
  readonly diagnostics = computed(() =>
    this.isBroken() ? this.parseDiagnostics() : this.checked().diagnostics,
  );
  /** The diagnostics are those of a text that has changed since. */
  readonly isChecking = computed(() => this.checked().text !== this.text());

  constructor(text: Signal<string>) {
    this.text = text;
    inject(DestroyRef).onDestroy(() => {
      this.checker.stop();
    });
    effect(() => {
      const text = this.text();
      this.begin(text);
      // Read here so that the last one is known, whether or not a view shows it.
      this.document();
    });
  }

  /** Has a text checked, which is or is about to be the text; the sooner, the more goes on beside the page's own work on it. */
  begin(text: string): void {
    const slots = this.slots();
    if (slots.length > 0) this.checker.check(text, slots);
  }

  remember(text: string, document: RuleSetDocument): void {
    this.edited.set({ text, document });
  }
}
