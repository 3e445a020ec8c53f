import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Page, Run } from '@waybill/contracts';
import { Permissions } from '@waybill/portal-core';
import {
  DayBoard,
  ProblemPanel,
  Skeleton,
  Sparkline,
  Time,
  counted,
  figure,
  signedFigure,
} from '@waybill/portal-ui';
import { boardRows } from '../data/board-rows.ts';
import { RunsTable } from '../ui/runs-table.ts';
import { Tile } from '../ui/tile.ts';
import { PartnerDetail } from './partner-detail.ts';

const tiles = 7;

@Component({
  selector: 'wb-partner-overview-tab',
  imports: [DayBoard, ProblemPanel, RouterLink, RunsTable, Skeleton, Sparkline, Tile, Time],
  templateUrl: './overview-tab.html',
  styleUrls: ['../ui/section.scss', './overview-tab.scss'],
})
export class OverviewTab {
  readonly id = input.required<string>();

  protected readonly detail = inject(PartnerDetail);
  protected readonly counted = counted;
  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  protected readonly outlines = Array.from({ length: tiles });
  protected readonly maySeeErrors = inject(Permissions).can('runs:read');
  protected readonly board = computed(() => boardRows(this.detail.feeds() ?? [], () => this.id()));
  protected readonly days = computed(
    () => this.detail.feeds()?.[0]?.days.map(({ day }) => day) ?? [],
  );
  protected readonly runs = httpResource<Page<Run>>(() => ({
    url: '/bff/api/runs',
    params: { partner: this.id(), limit: '8', sort: 'newest' },
  }));
  /** Rejected of read, in percent with one digit. */
  protected readonly rejectRate = computed(() => {
    const month = this.detail.health()?.month;
    if (!month || month.rows === 0) return '–';
    return `${((month.rejected / month.rows) * 100).toFixed(1)} %`;
  });
  protected readonly rejectCourse = computed(() =>
    (this.detail.health()?.month.days ?? []).map(({ rows, rejected }) =>
      rows === 0 ? null : (rejected / rows) * 100,
    ),
  );
  protected readonly pointsCourse = computed(() =>
    (this.detail.health()?.month.days ?? []).map(({ points }) => points),
  );
  protected readonly waiting = computed(() => {
    const files = this.detail.health()?.filesWaiting;
    return files ? files.unassigned + files.quarantined : 0;
  });
  protected readonly lateFeeds = computed(() => {
    const feeds = this.detail.health()?.feeds;
    return feeds ? feeds.late + feeds.missing : 0;
  });
}
