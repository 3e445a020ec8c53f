import { HttpClient } from '@angular/common/http';
import { Component, Injector, computed, inject, input, output, signal } from '@angular/core';
import { Store } from '@ngrx/store';
import type { CallOf, ChangeRequest, Permission, operations } from '@waybill/contracts';
import { Permissions, Undo, sessionFeature, toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { askForReason } from '@waybill/portal-core/reason';
import type { ReasonQuestion } from '@waybill/portal-core/reason';
import { Icon, ProblemPanel, Refusal } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';

type Promotion = CallOf<typeof operations.promoteChangeRequest>['body'];
type Question = Omit<ReasonQuestion, 'postTo'>;

/** What may be done with a request that is not closed; what somebody may not do says why. */
@Component({
  selector: 'wb-request-deeds',
  imports: [Icon, ProblemPanel, Refusal],
  templateUrl: './request-deeds.html',
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-3);
    }
    div {
      display: flex;
      flex-wrap: wrap;
      gap: var(--wb-space-2);
    }
  `,
})
export class RequestDeeds {
  readonly request = input.required<ChangeRequest>();
  /** It is another one now, or may be. */
  readonly changed = output();

  private readonly http = inject(HttpClient);
  private readonly injector = inject(Injector);
  private readonly permissions = inject(Permissions);
  private readonly undo = inject(Undo);
  private readonly me = inject(Store).selectSignal(sessionFeature.selectPerson);
  protected readonly problem = signal<PortalProblem | null>(null);
  protected readonly working = signal(false);
  private readonly isMine = computed(
    () => this.request().requestedBy === `person:${this.me()?.subject ?? ''}`,
  );
  protected readonly decisionRefusal = computed(
    () =>
      this.refusal('rules:approve') ??
      (this.isMine()
        ? 'You asked for this yourself. Somebody else has to decide on it, whatever your role.'
        : null),
  );
  protected readonly withdrawalRefusal = computed(() => this.refusal('rules:write'));
  protected readonly stopRefusal = computed(() => this.refusal('rules:rollback'));
  protected readonly promotionRefusal = computed(
    () =>
      this.refusal('rules:promote') ??
      (this.request().state === 'open' ? 'It is not approved yet.' : null),
  );

  protected approve(): Promise<void> {
    return this.decide('approve', {
      heading: `Approve ${this.request().ruleVersion}?`,
      text: 'You vouch for what is shown here: these changes, these tests and this backtest. Nothing is judged by it until it is promoted.',
      action: 'Approve',
    });
  }

  protected reject(): Promise<void> {
    return this.decide('reject', {
      heading: `Reject ${this.request().ruleVersion}?`,
      text: 'The request is closed. Whoever asked reads your reason, and may ask again with another version.',
      action: 'Reject',
      danger: true,
    });
  }

  protected withdraw(): Promise<void> {
    return this.decide('withdraw', {
      heading: 'Withdraw this request?',
      text: 'It is closed, and nothing becomes active. The version stays and can be asked for again.',
      action: 'Withdraw',
      danger: true,
    });
  }

  protected async promote(): Promise<void> {
    const { ruleSet, ruleVersion, base } = this.request();
    if (!(await this.begin({ how: 'full' }))) return;
    this.undo.offer({
      done: `${ruleVersion} is active`,
      undo: async () => {
        const url = `/bff/api/rule-sets/${encodeURIComponent(ruleSet)}/rollback`;
        const reason = `The promotion of ${ruleVersion} was taken back at once.`;
        await this.post(url, { version: base.version, reason });
      },
    });
  }

  /** With the limits and the one file that the hub proposes; a shadow goes on until it is stopped. */
  protected async tryOut(how: 'canary' | 'shadow'): Promise<void> {
    await this.begin({ how });
  }

  protected stop(): Promise<void> {
    return this.decide('stop', {
      heading: `Stop trying ${this.request().ruleVersion}?`,
      text: 'All new files are judged by the active rules again. What the trial booked stays booked, and the request is closed.',
      action: 'Stop the trial',
      danger: true,
    });
  }

  private async decide(
    how: 'approve' | 'reject' | 'withdraw' | 'stop',
    question: Question,
  ): Promise<void> {
    this.problem.set(null);
    await askForReason(this.injector, { ...question, postTo: `${this.address()}/${how}` });
    this.changed.emit();
  }

  /** True when it was accepted. */
  private async begin(body: Promotion): Promise<boolean> {
    this.working.set(true);
    this.problem.set(null);
    try {
      await this.post(`${this.address()}/promote`, body);
      return true;
    } catch (error) {
      this.problem.set(toProblem(error));
      return false;
    } finally {
      this.working.set(false);
      this.changed.emit();
    }
  }

  private post(url: string, body: object) {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    return firstValueFrom(this.http.post(url, body, { headers }));
  }

  private refusal(permission: Permission): string | null {
    return this.permissions.refusal(permission);
  }

  private address(): string {
    return `/bff/api/change-requests/${encodeURIComponent(this.request().id)}`;
  }
}
