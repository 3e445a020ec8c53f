import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Trial, TrialRun } from '@waybill/contracts';
import { cursorList } from '@waybill/portal-core';
import type { Word } from '@waybill/portal-core';
import { actorName } from '@waybill/portal-core/audit-trail';
import {
  ProblemPanel,
  Skeleton,
  StatusChip,
  Time,
  counted,
  figure,
  signedFigure,
} from '@waybill/portal-ui';

const words: Readonly<Record<Trial['state'], Word>> = {
  running: { label: 'Running', icon: 'progress-activity', tone: 'busy' },
  passed: { label: 'Passed', icon: 'verified', tone: 'good' },
  finished: { label: 'Finished', icon: 'check-circle', tone: 'calm' },
  stopped: { label: 'Stopped', icon: 'stop-circle', tone: 'bad' },
};

/** How rules did on the new files that they were tried on, in all and run by run. */
@Component({
  selector: 'wb-trial-card',
  imports: [ProblemPanel, RouterLink, Skeleton, StatusChip, Time],
  templateUrl: './trial-card.html',
  styleUrl: '../ui/section.scss',
})
export class TrialCard {
  readonly request = input.required<string>();
  readonly trial = input.required<Trial>();

  protected readonly words = words;
  protected readonly person = actorName;
  protected readonly counted = counted;
  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  private readonly done = computed(() => this.trial().files.done);
  protected readonly runs = cursorList<TrialRun>(() => {
    // Read again when another file was compared.
    this.done();
    return {
      url: `/bff/api/change-requests/${encodeURIComponent(this.request())}/trial-runs`,
      params: { limit: '20' },
    };
  });
  /** What it does to new files while it runs, or did, and what a canary may not cross. */
  protected readonly means = computed(() => {
    const { how, state, limits } = this.trial();
    const isOn = state === 'running';
    if (how === 'shadow') return isOn ? shadowWords.now : shadowWords.then;
    const judged = isOn
      ? 'The next files are really judged by it.'
      : 'Files that came while it ran were really judged by it.';
    const stops = isOn ? 'It stops by itself when' : 'It was to stop by itself when';
    return limits
      ? `${judged} ${stops} one file ${isOn ? 'has' : 'had'} more than ${percent(limits.rejectRateMax)} rejected, or more than ${String(limits.pointsRatioMax)} times the points.`
      : judged;
  });
  protected readonly ratio = (value: number | null) => (value === null ? '–' : value.toFixed(2));
  protected readonly percent = (value: number | null) => (value === null ? '–' : percent(value));
}

const shadowWords = {
  now: 'The active rules judge and book; what these would have made of each file is kept beside.',
  then: 'The active rules judged and booked; what these would have made of each file was kept beside.',
};

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
