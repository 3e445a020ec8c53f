import { Component, input, output } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Skeleton, Tab } from '@waybill/portal-ui';
import type { PortalProblem } from '../problems/portal-problem.ts';
import { RecordProblem } from '../record-problem/record-problem.ts';

export interface RecordTab {
  readonly path: string;
  readonly label: string;
  readonly count?: string | undefined;
  /** Its count is of what somebody has to look at. */
  readonly isWarning?: boolean;
}

/**
 * The frame of a page about one record whose views are tabs with addresses of their own: the way back (content marked `crumbs`), who it
 * is (all other content), the tabs, and the view. Until there is a record, an outline; when there is none, why.
 */
@Component({
  selector: 'wb-record-page',
  imports: [RecordProblem, RouterLink, RouterLinkActive, RouterOutlet, Skeleton, Tab],
  templateUrl: './record-page.html',
  styleUrl: './record-page.scss',
})
export class RecordPage {
  readonly id = input.required<string>();
  /** What it is, such as “run”. */
  readonly noun = input.required<string>();
  /** Where records of this kind are: `/runs`, with its id and the path of a tab behind it. */
  readonly base = input.required<string>();
  readonly tabs = input.required<readonly RecordTab[]>();
  /** Whether it was ever read; what was read stays while another look at it fails. */
  readonly isThere = input.required<boolean>();
  readonly problem = input.required<PortalProblem | null>();
  /** How the list that has the others is called, and where it is. */
  readonly list = input.required<string>();
  readonly listLink = input.required<string>();
  readonly retried = output();
}
