import { HttpClient, httpResource } from '@angular/common/http';
import { Service, computed, inject, signal } from '@angular/core';
import { sendBackWords } from '@waybill/contracts';
import type { AuditEvent, Page, Partner, RowErrorStats, Run, SentBack } from '@waybill/contracts';
import { IdempotencyKey, Permissions, toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { firstValueFrom } from 'rxjs';
import { lastSent } from './last-sent.ts';

/** Sending the open row errors of one run back: to whom, what it would say, and what became of it. */
@Service({ autoProvided: false })
export class SendBack {
  private readonly http = inject(HttpClient);
  private readonly permissions = inject(Permissions);
  private readonly run = signal<Run | null>(null);
  /** Address of a contact. */
  private readonly chosen = signal<string | null>(null);
  private readonly key = new IdempotencyKey();

  private readonly partner = httpResource<Partner>(() => {
    const run = this.run();
    return run ? `/bff/api/partners/${encodeURIComponent(run.partner)}` : undefined;
  });
  private readonly stats = httpResource<RowErrorStats>(() => {
    const run = this.run();
    return run ? { url: '/bff/api/row-error-stats', params: { run: run.id } } : undefined;
  });
  private readonly trail = httpResource<Page<AuditEvent>>(() => {
    const run = this.run();
    return run && this.permissions.can('audit:read') ? trailOf(run) : undefined;
  });

  readonly isReady = computed(() => this.partner.hasValue() && this.stats.hasValue());
  readonly loadProblem = computed(() => {
    const error = this.partner.error() ?? this.stats.error();
    return error ? toProblem(error) : null;
  });
  readonly partnerName = computed(() =>
    this.partner.hasValue() ? this.partner.value().name : (this.run()?.partner ?? ''),
  );
  readonly contacts = computed(() =>
    this.partner.hasValue() ? this.partner.value().contacts : [],
  );
  readonly rows = computed(() => (this.stats.hasValue() ? this.stats.value().states.open : 0));
  /** When rows of this run were sent back last, and by whom. */
  readonly last = computed(() =>
    this.trail.hasValue() ? lastSent(this.trail.value().items) : null,
  );
  /** Whoever was chosen, or nobody once that contact is gone; what is wrong with cells is usually for whoever makes the file. */
  readonly to = computed(() => {
    const [contacts, chosen] = [this.contacts(), this.chosen()];
    if (chosen !== null) return contacts.find(({ email }) => email === chosen);
    return contacts.find(({ purpose }) => purpose === 'technical') ?? contacts[0];
  });
  readonly words = computed(() => {
    const [run, to] = [this.run(), this.to()];
    return run && to ? sendBackWords(run, to, this.rows()) : null;
  });
  readonly sending = signal(false);
  readonly sent = signal<SentBack | null>(null);
  readonly problem = signal<PortalProblem | null>(null);

  show(run: Run): void {
    this.run.set(run);
  }

  reload(): void {
    this.partner.reload();
    this.stats.reload();
    this.trail.reload();
    this.problem.set(null);
  }

  choose({ email }: Partner['contacts'][number]): void {
    this.chosen.set(email);
    this.key.renew();
  }

  async send(): Promise<void> {
    const [run, to] = [this.run(), this.to()];
    if (!run || !to || this.sending()) return;
    this.sending.set(true);
    this.problem.set(null);
    this.chosen.set(to.email);
    if (await this.wasSentMeanwhile(run)) {
      this.sending.set(false);
      return;
    }
    const url = `/bff/api/runs/${encodeURIComponent(run.id)}/send-back`;
    const body = { to: to.email, expected: this.rows() };
    const headers = this.key.headers();
    try {
      this.sent.set(await firstValueFrom(this.http.post<SentBack>(url, body, { headers })));
    } catch (error) {
      const problem = toProblem(error);
      this.problem.set(problem);
      this.key.failed(problem);
    }
    this.sending.set(false);
  }

  /** Whether somebody else, or another tab, has sent rows of this run since the trail was read; it is shown then, and nothing is sent. */
  private async wasSentMeanwhile(run: Run): Promise<boolean> {
    if (!this.trail.hasValue()) return false;
    const { url, params } = trailOf(run);
    const asked = this.http.get<Page<AuditEvent>>(url, { params });
    const now = await firstValueFrom(asked).catch(() => null);
    if (!now || lastSent(now.items)?.seq === this.last()?.seq) return false;
    this.trail.set(now);
    return true;
  }
}

function trailOf({ id }: Run) {
  return { url: '/bff/api/audit-events', params: { object: `run:${id}`, limit: '50' } };
}
