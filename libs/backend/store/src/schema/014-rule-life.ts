import { sql } from 'kysely';
import { fillRuleVersions } from '../sql/rule-versions.ts';
import { appendOnly } from './append-only.ts';
import type { SchemaStep } from './migrations.ts';

/** What is being written, and what was frozen of it. */
export const ruleLife: SchemaStep = {
  name: '014-rule-life',
  statements: (t, dialect) => [
    sql`create table rule_version (
      no ${t.serial}, feed_no ${t.int} not null, version ${t.int} not null, label ${t.text(200)} not null,
      sha256 ${t.key('sha256', 64)} not null, document ${t.longText} not null, based_on ${t.int},
      created_at ${t.instant} not null, created_by ${t.text(255)}, notes ${t.text(1000)}, unique (feed_no, version)
    ) ${t.serialTable}`,
    ...appendOnly('rule_version', dialect),
    sql`create table rule_draft (
      feed_no ${t.int} not null primary key, text ${t.longText} not null, sha256 ${t.key('sha256', 64)},
      revision ${t.int} not null, based_on ${t.int}, created_at ${t.instant} not null,
      updated_at ${t.instant} not null, updated_by ${t.text(255)} not null
    ) ${t.keyedTable}`,
  ],
};

/** The rules that feeds had before; a step of its own, so that one that was cut short begins again. */
export const ruleVersionsFilled: SchemaStep = {
  name: '015-rule-versions-filled',
  fill: fillRuleVersions,
};
