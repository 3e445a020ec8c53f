import { httpResource } from '@angular/common/http';
import { computed, effect, inject, linkedSignal, signal } from '@angular/core';
import type { Signal } from '@angular/core';
import type { Feed } from '@waybill/contracts';
import { diagnoseRuleSet, parseRuleSet } from '@waybill/rules';
import type { Diagnostic, RuleSetDocument, Slot } from '@waybill/rules';
import { slotsOf } from '@waybill/tabular';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';

/** Checked so long after the last key: checking a thousand rows takes longer than a key may. */
const restMs = 120;

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

  private readonly checked = signal<{ text: string; diagnostics: readonly Diagnostic[] }>({
    text: '',
    diagnostics: [],
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
    effect((onCleanup) => {
      const [text, slots, parsed] = [this.text(), this.slots(), this.parsed()];
      // Read here so that the last one is known, whether or not a view shows it.
      this.document();
      if (!parsed.ok || slots.length === 0) return;
      const timer = setTimeout(() => {
        this.checked.set({ text, diagnostics: diagnoseRuleSet(parsed.document, slots) });
      }, restMs);
      onCleanup(() => {
        clearTimeout(timer);
      });
    });
  }

  remember(text: string, document: RuleSetDocument): void {
    this.edited.set({ text, document });
  }
}
