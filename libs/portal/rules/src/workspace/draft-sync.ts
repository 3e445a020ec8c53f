import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import type { HttpResponse } from '@angular/common/http';
import { DestroyRef, Service, computed, effect, inject, signal, untracked } from '@angular/core';
import { Store } from '@ngrx/store';
import type { RuleDraft } from '@waybill/contracts';
import { Permissions, sessionFeature, toProblem, whileVisible } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { firstValueFrom } from 'rxjs';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { DraftText } from './draft-text.ts';
import { KeptTexts } from './kept-text.ts';

/** Saved so long after the last key, and tried again so long after it failed. */
const restMs = 800;
const againMs = 5_000;
/** Others are looked for so often. */
const lookEveryMs = 30_000;

export type DraftState = 'loading' | 'none' | 'ready' | 'failed';
export type Saved = 'saved' | 'saving' | 'unsaved' | 'offline' | 'stale';

interface Seen {
  readonly draft: RuleDraft;
  readonly tag: string;
}

/**
 * Keeps the draft at the hub the same as the text, a moment after each change and never over somebody else's: what was not saved yet is
 * kept in the browser, and what somebody else saved meanwhile is shown to choose from.
 */
@Service({ autoProvided: false })
export class DraftSync {
  private readonly http = inject(HttpClient);
  private readonly detail = inject(RuleSetDetail);
  private readonly written = inject(DraftText);
  private readonly permissions = inject(Permissions);
  private readonly page = inject(DestroyRef);
  private readonly kept = new KeptTexts(subjectOf(inject(Store)));

  private readonly seen = signal<Seen | null>(null);
  private readonly theirs = signal<Seen | null>(null);
  private readonly isSaving = signal(false);
  private readonly currentState = signal<DraftState>('loading');
  private readonly currentProblem = signal<PortalProblem | null>(null);
  private readonly left = signal<string | null>(null);
  private flight: Promise<boolean> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly state = this.currentState.asReadonly();
  /** Why the draft could not be read or saved. */
  readonly problem = this.currentProblem.asReadonly();
  /** As the hub has it, as far as is known here. */
  readonly base = computed(() => this.seen()?.draft ?? null);
  /** Of what was seen last. Never `*`, which would go over whatever somebody else saved; without a draft it matches nothing. */
  readonly tag = computed(() => this.seen()?.tag ?? '');
  /** What somebody else saved while something was typed here. */
  readonly stale = computed(() => this.theirs()?.draft ?? null);
  /** Text that was typed here on a draft that somebody discarded before it was saved. */
  readonly leftOver = this.left.asReadonly();
  readonly saved = computed((): Saved => {
    if (this.theirs()) return 'stale';
    if (this.isSaving()) return 'saving';
    if (!this.isDirty()) return 'saved';
    return this.currentProblem()?.retryable ? 'offline' : 'unsaved';
  });
  private readonly isDirty = computed(() => {
    const seen = this.seen();
    return seen !== null && this.written.text() !== seen.draft.text;
  });
  private readonly hasDraft = computed(() => {
    const rules = this.detail.rules();
    return rules && rules.draft !== null;
  });

  constructor() {
    effect(() => {
      const [id, hasDraft] = [this.detail.id(), this.hasDraft()];
      untracked(() => this.follow(id, hasDraft));
    });
    effect(() => {
      this.written.text();
      if (this.isDirty()) untracked(() => this.saveSoon(restMs));
    });
    this.watch();
  }

  /** True when all that is written is saved. */
  async flush(): Promise<boolean> {
    while (this.isDirty()) {
      if (this.theirs() !== null || !(await this.save())) return false;
    }
    return this.seen() !== null;
  }

  /** Saves what is written here over what somebody else saved, now that theirs was seen. */
  async keepMine(): Promise<boolean> {
    this.seen.update((seen) => this.theirs() ?? seen);
    this.theirs.set(null);
    return this.flush();
  }

  takeTheirs(): void {
    const theirs = this.theirs();
    if (theirs) this.adopt(theirs);
  }

  /** A draft that was begun just now. */
  async open(response: HttpResponse<RuleDraft>): Promise<void> {
    this.dropLeftOver();
    const seen = seenIn(response);
    if (seen) this.show(seen);
    else await this.read();
  }

  /** There is no draft any more, because it was discarded here. */
  close(): void {
    this.forget(seenId(this.seen()));
    this.currentState.set('none');
  }

  dropLeftOver(): void {
    this.forget(this.detail.id());
    this.left.set(null);
  }

  fail(error: unknown): void {
    this.currentProblem.set(toProblem(error));
  }

  settle(): void {
    this.currentProblem.set(null);
  }

  reload(): void {
    void this.read();
  }

  /** Sees whether somebody else saved, begun or discarded the draft. */
  async look(): Promise<void> {
    if (this.currentState() === 'failed') await this.read();
    else if (this.currentState() !== 'ready') this.detail.reload();
    else if (this.flight === null) {
      try {
        this.meet(await this.ask());
      } catch (error) {
        // Any other failure says nothing about the draft; the next look may succeed.
        if (isGone(error)) this.lose();
      }
    }
  }

  private follow(id: string | undefined, hasDraft: boolean | undefined): void {
    const isAnother = this.seen() !== null && id !== seenId(this.seen());
    if (isAnother) this.currentState.set('loading');
    if (hasDraft === undefined || id === undefined) return;
    if (!hasDraft) this.vanish(id);
    else if (this.currentState() !== 'ready') void this.read();
  }

  private async read(): Promise<void> {
    try {
      this.show(await this.ask());
    } catch (error) {
      this.fail(error);
      this.currentState.set('failed');
    }
  }

  private async ask(): Promise<Seen> {
    const url = `${this.detail.address() ?? ''}/draft`;
    const response = await firstValueFrom(this.http.get<RuleDraft>(url, { observe: 'response' }));
    const seen = seenIn(response);
    if (seen === null) throw new Error('The draft came without an ETag to save it under');
    return seen;
  }

  /** Puts a draft on the screen, with what was typed on it here before and not saved. */
  private show(seen: Seen): void {
    this.theirs.set(null);
    this.currentProblem.set(null);
    const { draft } = seen;
    const kept = this.kept.read(draft.ruleSet);
    this.seen.set(seen);
    this.written.begin(kept?.text ?? draft.text);
    if (!this.isDirty()) this.kept.drop(draft.ruleSet);
    else if (kept?.base !== savingOf(draft)) this.theirs.set(seen);
    this.currentState.set('ready');
  }

  private adopt(seen: Seen): void {
    this.seen.set(seen);
    this.theirs.set(null);
    this.written.write(seen.draft.text, 'edit');
    this.kept.drop(seen.draft.ruleSet);
  }

  /** What the hub has now: ours, or that of somebody else. */
  private meet(now: Seen | null): void {
    const seen = this.seen();
    if (now === null || seen === null || now.tag === seen.tag) return;
    // Also when the answer to our own saving was lost.
    const isOurs = now.draft.text === this.written.text();
    if (isOurs || !this.isDirty()) this.adopt(now);
    else this.theirs.set(now);
  }

  private save(): Promise<boolean> {
    clearTimeout(this.timer);
    this.flight ??= this.put().finally(() => {
      this.flight = null;
      this.isSaving.set(false);
    });
    return this.flight;
  }

  private async put(): Promise<boolean> {
    this.keep();
    this.isSaving.set(true);
    const text = this.written.text();
    const url = `${this.detail.address() ?? ''}/draft`;
    const headers = { 'If-Match': this.tag() };
    try {
      const call = this.http.put<RuleDraft>(url, { text }, { headers, observe: 'response' });
      const seen = seenIn(await firstValueFrom(call));
      if (seen === null) return await this.lookWhose();
      this.seen.set(seen);
      this.currentProblem.set(null);
      if (!this.isDirty()) this.forget(seenId(this.seen()));
      return true;
    } catch (error) {
      return this.refuse(error);
    }
  }

  private async refuse(error: unknown): Promise<boolean> {
    if (isGone(error)) {
      this.lose();
    } else if (statusOf(error) === 412) {
      return this.lookWhose();
    } else {
      this.fail(error);
      if (this.currentProblem()?.retryable) this.saveSoon(againMs);
    }
    return false;
  }

  /** True when it is ours that the hub has now. */
  private async lookWhose(): Promise<boolean> {
    this.meet(await this.ask().catch(() => null));
    return !this.isDirty();
  }

  /** What was typed is kept at once, in case it cannot be saved at all. */
  private saveSoon(afterMs: number): void {
    clearTimeout(this.timer);
    if (this.page.destroyed || !this.permissions.can('rules:write')) return;
    this.keep();
    this.timer = setTimeout(() => void this.flush(), afterMs);
  }

  private keep(): void {
    const seen = this.seen();
    if (seen === null || !this.isDirty()) return;
    this.kept.keep(seen.draft.ruleSet, {
      text: this.written.text(),
      base: savingOf(seen.draft),
    });
  }

  /** Somebody discarded the draft. */
  private lose(): void {
    this.vanish(seenId(this.seen()));
    this.detail.reload();
  }

  private vanish(id: string | undefined): void {
    clearTimeout(this.timer);
    this.left.set(id === undefined ? null : (this.kept.read(id)?.text ?? null));
    this.seen.set(null);
    this.theirs.set(null);
    this.currentState.set('none');
  }

  private forget(id: string | undefined): void {
    if (id !== undefined) this.kept.drop(id);
  }

  /** The tab is hidden or left, the network comes back, another tab saves: each may come between a key and its saving. */
  private watch(): void {
    const saveNow = () => void this.flush();
    const anotherTab = (event: StorageEvent) => {
      if (this.kept.isDropped(this.detail.id() ?? '', event)) void this.look();
    };
    addEventListener('online', saveNow);
    addEventListener('pagehide', saveNow);
    addEventListener('storage', anotherTab);
    this.page.onDestroy(() => {
      removeEventListener('online', saveNow);
      removeEventListener('pagehide', saveNow);
      removeEventListener('storage', anotherTab);
      saveNow();
    });
    whileVisible(
      lookEveryMs,
      () => this.currentState() !== 'loading',
      () => void this.look(),
    );
  }
}

/** Null without an ETag: nothing can be saved then, since nobody could tell what it would be saved over. */
function seenIn({ body, headers }: HttpResponse<RuleDraft>): Seen | null {
  const tag = headers.get('etag');
  return body && tag ? { draft: body, tag } : null;
}

function statusOf(error: unknown): number | null {
  return error instanceof HttpErrorResponse ? error.status : null;
}

function isGone(error: unknown): boolean {
  return statusOf(error) === 404;
}

function seenId(seen: Seen | null): string | undefined {
  return seen?.draft.ruleSet;
}

/** Tells one saving of one draft from all others. */
function savingOf({ createdAt, revision }: RuleDraft): string {
  return `${createdAt}#${String(revision)}`;
}

function subjectOf(store: Store): string {
  return store.selectSignal(sessionFeature.selectPerson)()?.subject ?? '';
}
