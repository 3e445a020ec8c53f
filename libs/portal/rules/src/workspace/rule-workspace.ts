import { HttpClient, HttpErrorResponse, httpResource } from '@angular/common/http';
import { Service, computed, inject, signal } from '@angular/core';
import type { Provider } from '@angular/core';
import type { RuleDraft, RuleVersion } from '@waybill/contracts';
import { Permissions, Undo } from '@waybill/portal-core';
import type { RuleSetDocument } from '@waybill/rules';
import { firstValueFrom } from 'rxjs';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { DraftSync } from './draft-sync.ts';
import { DraftText } from './draft-text.ts';
import { RuleChecks } from './rule-checks.ts';
import { TextHistory } from './text-history.ts';

/** What a draft begins from. */
export type DraftOrigin =
  | { readonly kind: 'active' }
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'text'; readonly text: string };

/** A clause as decisions name it (`table/row`, or a rule's id), and what a row made of it. */
export interface ClauseHighlight {
  readonly clause: string;
  /** JSON pointer in the text that was tried. */
  readonly pointer: string;
  readonly state: 'fired' | 'not' | 'not-reached';
  /** Where below the clause the condition stands that did not hold: `when/1`, `effectiveFrom`. */
  readonly stop?: string;
}

/**
 * The rules that are written on, shared by all views of a rule set: text that every view writes to, the document that it says, what is
 * wrong with it, and whether it is saved. Without a draft it is the active rules, to be read.
 */
@Service({ autoProvided: false })
export class RuleWorkspace {
  private readonly http = inject(HttpClient);
  private readonly detail = inject(RuleSetDetail);
  private readonly written = inject(DraftText);
  private readonly sync = inject(DraftSync);
  private readonly permissions = inject(Permissions);
  private readonly undos = inject(Undo);

  private readonly activeAnswer = httpResource<RuleVersion>(() => {
    const [address, rules] = [this.detail.address(), this.detail.rules()];
    return address && rules && this.state() === 'none'
      ? `${address}/versions/${String(rules.active.version)}`
      : undefined;
  });
  private readonly activeText = computed(() =>
    this.activeAnswer.hasValue() ? written(this.activeAnswer.value().document) : '',
  );

  readonly state = this.sync.state;
  readonly text = computed(() =>
    this.state() === 'none' ? this.activeText() : this.written.text(),
  );
  private readonly checks = new RuleChecks(this.text);
  /** The last text that was a rule set; null until there was one. See `isBroken`. */
  readonly document = this.checks.document;
  /** The text is no rule set now: the document is older than it, and cannot be edited. */
  readonly isBroken = this.checks.isBroken;
  readonly parseDiagnostics = this.checks.parseDiagnostics;
  /** A moment behind the text while somebody types; see `isChecking`. */
  readonly diagnostics = this.checks.diagnostics;
  readonly isChecking = this.checks.isChecking;
  /** What was found last in a text of these rules, with its places there; null until one was checked. */
  readonly found = this.checks.found;
  readonly errors = computed(() =>
    this.diagnostics().filter(({ severity }) => severity === 'error'),
  );
  readonly feed = this.checks.feed;
  readonly slots = this.checks.slots;

  /** Why nothing can be written, in a sentence; null when it can. */
  readonly why = computed(() => {
    const refusal = this.permissions.refusal('rules:write');
    if (refusal !== null) return refusal;
    return this.state() === 'ready' ? null : 'No draft is begun. Start one to change the rules.';
  });
  readonly readOnly = computed(() => this.why() !== null);
  /** Whether the document cannot be edited; its text may be, when that is what is broken. */
  readonly isLocked = computed(() => this.readOnly() || this.isBroken());

  /** The draft as the hub has it, as far as is known here. */
  readonly base = this.sync.base;
  readonly saved = this.sync.saved;
  readonly stale = this.sync.stale;
  readonly leftOver = this.sync.leftOver;
  /** Why the draft could not be read, saved, begun, discarded or frozen. */
  readonly problem = this.sync.problem;
  readonly canUndo = computed(() => !this.readOnly() && this.written.canUndo());
  readonly canRedo = computed(() => !this.readOnly() && this.written.canRedo());

  /** The clauses that a tried row reached, for views that mark them. */
  readonly highlight = signal<readonly ClauseHighlight[]>([]);

  setText(text: string, { undoStep = 'typing' }: { undoStep?: 'typing' | 'edit' } = {}): void {
    if (this.readOnly()) return;
    // Before the page's own work on the new text begins, so that both go on at once.
    this.checks.begin(text);
    this.written.write(text, undoStep);
  }

  /** Edits the document; its text is laid out anew. Nothing happens while there is none, or none that may be written. */
  change(
    edit: (document: RuleSetDocument) => RuleSetDocument,
    { undoStep = 'edit' }: { undoStep?: 'typing' | 'edit' } = {},
  ): void {
    const document = this.document();
    if (document === null || this.isLocked()) return;
    const edited = edit(document);
    if (edited === document) return;
    const text = written(edited);
    this.checks.remember(text, edited);
    this.written.write(text, undoStep);
  }

  undo(): void {
    if (!this.readOnly()) this.written.undo();
  }

  redo(): void {
    if (!this.readOnly()) this.written.redo();
  }

  /** True when all that is written is saved at the hub. */
  flush(): Promise<boolean> {
    return this.sync.flush();
  }

  keepMine(): Promise<boolean> {
    return this.sync.keepMine();
  }

  takeTheirs(): void {
    this.sync.takeTheirs();
  }

  dropLeftOver(): void {
    this.sync.dropLeftOver();
  }

  reload(): void {
    this.sync.reload();
  }

  /** True when there is a draft now. */
  begin(from: DraftOrigin): Promise<boolean> {
    return this.attempt(() => this.post(from));
  }

  /** Discards the draft as it stands here, which can be taken back. */
  async discard(): Promise<void> {
    if (!(await this.flush())) return;
    const text = this.written.text();
    const isDone = await this.attempt(async () => {
      const headers = { 'If-Match': this.sync.tag() };
      await firstValueFrom(this.http.delete(`${this.address()}/draft`, { headers }));
      this.sync.close();
    });
    if (!isDone) return;
    this.detail.reload();
    this.undos.offer({
      done: 'Draft discarded',
      undo: () => this.post({ kind: 'text', text }),
    });
  }

  /** Freezes the draft as the next version, of which nothing is judged yet; null when it was refused, see `problem`. */
  async freeze(notes: string): Promise<RuleVersion | null> {
    let version: RuleVersion | null = null;
    if (!(await this.flush())) return null;
    await this.attempt(async () => {
      const headers = { 'If-Match': this.sync.tag(), 'Idempotency-Key': crypto.randomUUID() };
      const call = this.http.post<RuleVersion>(
        `${this.address()}/versions`,
        { notes },
        { headers },
      );
      version = await firstValueFrom(call);
    });
    if (version !== null) {
      this.detail.reload();
      // It is based on that version now.
      void this.sync.look();
    }
    return version;
  }

  private async post(from: DraftOrigin): Promise<void> {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const call = this.http.post<RuleDraft>(
      `${this.address()}/draft`,
      { from },
      { headers, observe: 'response' },
    );
    await this.sync.open(await firstValueFrom(call));
    this.detail.reload();
  }

  private async attempt(deed: () => Promise<void>): Promise<boolean> {
    this.sync.settle();
    try {
      await deed();
      return true;
    } catch (error) {
      this.sync.fail(error);
      // Somebody was faster: what is shown then is theirs, or the choice between theirs and ours.
      if (error instanceof HttpErrorResponse && error.status === 412) await this.sync.look();
      return false;
    }
  }

  private address(): string {
    return this.detail.address() ?? '';
  }
}

/** For the page whose views share one. */
export function provideRuleWorkspace(): Provider[] {
  return [TextHistory, DraftText, DraftSync, RuleWorkspace];
}

function written(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
