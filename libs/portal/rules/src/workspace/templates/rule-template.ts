import type { RuleSetDocument, Slot } from '@waybill/rules';

/** Rules to begin from: they work as they stand, and are there to be changed. */
export interface RuleTemplate {
  readonly id: string;
  readonly name: string;
  /** What they do, in a sentence. */
  readonly about: string;
  /** @param slots Fields of a feed of purchases @param today `YYYY-MM-DD`, for rules that hold for a time */
  readonly write: (slots: readonly Slot[], today: string) => RuleSetDocument;
}
