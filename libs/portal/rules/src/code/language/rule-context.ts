import type { NameReading, RuleSetDocument, Slot } from '@waybill/rules';

/** What is known about the rules that a text says, besides the text. */
export interface RuleContext {
  /** The last text that was a rule set; null until there was one. */
  readonly document: RuleSetDocument | null;
  readonly names: readonly NameReading[];
  readonly slots: readonly Slot[];
  /** Values that rows of the feed had lately, by field. */
  readonly samples: ReadonlyMap<string, readonly string[]>;
}
