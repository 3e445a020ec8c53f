import type {
  DriftEvent,
  FeedBundle,
  FeedBundleHead,
  FeedCalendar,
  FeedDay,
  FormatCheck,
  PartnerHealth,
} from '../src/index.ts';
import { aFeed, aFile } from './builders.ts';

/** What surrounds a feed and its partner, of the same story as the other builders. */
const at = '2026-11-03T06:00:00.000Z';
const later = '2026-11-03T06:00:04.200Z';
const sha256 = 'a1'.repeat(32);

export function aPartnerHealth(change: Partial<PartnerHealth> = {}): PartnerHealth {
  const { id, name, feed, receivedAt } = aFile();
  return {
    lastFile: { id, name, feed, receivedAt },
    nextDue: { feed: 'acme.purchases', at: '2026-11-04T06:00:00.000Z' },
    feeds: { active: 1, paused: 0, late: 0, missing: 0 },
    openRowErrors: 1,
    filesWaiting: { unassigned: 0, quarantined: 0 },
    openDrift: 0,
    month: {
      from: '2026-10-04T06:00:00.000Z',
      runs: 1,
      failed: 0,
      rows: 10,
      rejected: 1,
      points: 412,
      days: [{ at, rows: 10, rejected: 1, points: 412 }],
    },
    ...change,
  };
}

export function aFeedDay(change: Partial<FeedDay> = {}): FeedDay {
  const { id, name, state, receivedAt } = aFile();
  const run = { run: 'run_01', runState: 'partial' as const, rows: 10, rejected: 1 };
  return {
    day: '2026-11-03',
    state: 'on-time',
    dueAt: at,
    files: [{ id, name, state, code: null, receivedAt, setAsideFirst: false, ...run }],
    fileCount: 1,
    rows: 10,
    rejected: 1,
    ...change,
  };
}

export function aFeedCalendar(change: Partial<FeedCalendar> = {}): FeedCalendar {
  return {
    feed: 'acme.purchases',
    partner: 'acme',
    name: 'Purchases',
    state: 'active',
    expectation: {
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      at: '06:00',
      timeZone: 'UTC',
      graceMinutes: 60,
      rows: { kind: 'median', percent: 50 },
    },
    timeZone: 'UTC',
    nextDueAt: '2026-11-04T06:00:00.000Z',
    days: [aFeedDay()],
    ...change,
  };
}

export function aFeedBundleHead(change: Partial<FeedBundleHead> = {}): FeedBundleHead {
  return {
    feed: 'acme.purchases',
    version: 1,
    sha256,
    ruleVersion: 'standard@1',
    active: true,
    trial: false,
    createdAt: at,
    createdBy: 'person:admin',
    reason: null,
    ...change,
  };
}

export function aFeedBundle(change: Partial<FeedBundle> = {}): FeedBundle {
  const { format, rules } = aFeed().bundle;
  return { ...aFeedBundleHead(), format, rules, ...change };
}

export function aFormatCheck(change: Partial<FormatCheck> = {}): FormatCheck {
  const { id, name, receivedAt } = aFile();
  return {
    file: { id, name, receivedAt },
    columnsFound: 2,
    columnsExpected: 2,
    missing: [],
    unknown: [],
    rowsRead: 10,
    rowsGood: 9,
    refusal: null,
    ...change,
  };
}

export function aDriftEvent(change: Partial<DriftEvent> = {}): DriftEvent {
  const { id, name } = aFile();
  return {
    id: 'drift_01',
    partner: 'acme',
    feed: 'acme.purchases',
    kind: 'renamed',
    column: 'amount',
    found: 'total_amount',
    suggestion: { similarity: 54, reason: 'All 100 values looked at are numbers.' },
    state: 'open',
    times: 3,
    file: { id, name },
    run: 'run_01',
    firstSeenAt: at,
    lastSeenAt: later,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    bundleVersion: null,
    ...change,
  };
}
