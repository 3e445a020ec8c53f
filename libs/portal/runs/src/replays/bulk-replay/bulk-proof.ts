import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BulkReplay, BulkReplayProof } from '@waybill/contracts';
import { CopyButton, Icon, counted, figure, saveJson } from '@waybill/portal-ui';
import { EffectsTable } from '../../replay/effects-table.ts';

/** What a bulk replay did, with the digest of each feed's ledger before and after. */
@Component({
  selector: 'wb-bulk-proof',
  imports: [CopyButton, EffectsTable, Icon, RouterLink],
  templateUrl: './bulk-proof.html',
  styleUrl: './bulk-proof.scss',
  host: { class: 'wb-card', role: 'region', 'aria-label': 'Proof of the bulk replay' },
})
export class BulkProof {
  readonly bulk = input.required<BulkReplay>();
  readonly proof = input.required<BulkReplayProof>();

  protected readonly counted = counted;
  protected readonly lines = computed(() =>
    this.proof().feeds.flatMap(({ feed, before, after, entriesCreated }) =>
      [
        { when: 'before', ...before },
        { when: 'after', ...after },
      ].map((sum) => ({
        key: `${feed} ${sum.when}`,
        feed,
        when: sum.when,
        entries: figure(sum.entries),
        points: figure(sum.points),
        created: sum.when === 'after' ? figure(entriesCreated) : '',
        digest: sum.digest,
        short: `${sum.digest.slice(0, 10)}…`,
      })),
    ),
  );

  protected save(): void {
    saveJson(this.proof(), `proof-${this.bulk().id}.json`);
  }
}
