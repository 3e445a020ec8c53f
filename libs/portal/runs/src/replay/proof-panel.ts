import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Replay, ReplayProof } from '@waybill/contracts';
import { CopyButton, Icon, figure, saveJson } from '@waybill/portal-ui';
import { EffectsTable } from './effects-table.ts';

/** What a replay did, with the digest of the feed's ledger before and after: the proof that it did nothing else. */
@Component({
  selector: 'wb-proof-panel',
  imports: [CopyButton, EffectsTable, Icon, RouterLink],
  templateUrl: './proof-panel.html',
  styleUrl: './proof-panel.scss',
  host: { class: 'wb-card', role: 'region', 'aria-label': 'Proof of the replay' },
})
export class ProofPanel {
  readonly replay = input.required<Replay>();
  /** Null while the replay goes on. */
  readonly proof = input.required<ReplayProof | null>();

  protected readonly figure = figure;
  /** The API names people as `person:<login>`. */
  protected readonly requester = computed(() => this.replay().requestedBy.replace(/^person:/, ''));
  protected readonly same = computed(() => {
    const proof = this.proof();
    return proof !== null && proof.before.digest === proof.after.digest;
  });
  protected readonly checksums = computed(() => {
    const proof = this.proof();
    if (!proof) return [];
    return [
      { when: 'Before', ...proof.before },
      { when: 'After', ...proof.after },
    ].map(({ when, entries, points, digest }) => ({
      when,
      entries: figure(entries),
      points: figure(points),
      digest,
      short: `${digest.slice(0, 10)}…`,
    }));
  });

  protected save(proof: ReplayProof): void {
    saveJson(proof, `proof-${proof.replay}.json`);
  }
}
