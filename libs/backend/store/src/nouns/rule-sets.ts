import type { Page, RuleDraft, RuleSet, RuleVersion, RuleVersionHead } from '@waybill/contracts';
import type { RuleSetDocument } from '@waybill/rules';

/** A version about to be frozen. */
export interface NewRuleVersion {
  document: RuleSetDocument;
  basedOn: number | null;
  /** Actor as in the audit trail. */
  by: string | null;
  notes: string | null;
}

/** What is saved of a draft. */
export interface DraftContent {
  text: string;
  /** Null while the text is no rule set. */
  sha256: string | null;
  by: string;
}

/** Rules as they are written. A rule set has the id of its feed; who changes one locks that feed first. */
export interface RuleSetStore {
  list(query: {
    partner?: string | undefined;
    /** Those with a version that is tried on new files. */
    onTrial?: boolean | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<RuleSet>>;
  find(id: string): Promise<RuleSet | null>;

  versions(
    id: string,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<Page<RuleVersionHead>>;
  version(id: string, version: number): Promise<RuleVersion | null>;
  /** By what bundles and entries call it. */
  byLabel(id: string, ruleVersion: string): Promise<RuleVersion | null>;
  /** Writes the next version; nothing is judged by it before a bundle has it. */
  freeze(id: string, version: NewRuleVersion, at: Date): Promise<RuleVersion>;

  draft(id: string): Promise<RuleDraft | null>;
  insertDraft(
    id: string,
    draft: DraftContent & { basedOn: number | null },
    at: Date,
  ): Promise<void>;
  /** As the next revision; `basedOn` when it was frozen. */
  saveDraft(id: string, draft: DraftContent & { basedOn?: number }, at: Date): Promise<void>;
  removeDraft(id: string): Promise<void>;
}
