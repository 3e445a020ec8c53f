import * as z from 'zod';
import { ruleSetDocument } from './feeds.ts';
import { operation } from './operation.ts';
import { ruleSetParams, ruleVersion, ruleVersionNumber } from './rule-sets.ts';
import { instant, noQuery, reason, sha256 } from './shared-shapes.ts';

/** A frozen version as a file for another hub: what it says, for which format, and who vouches for it. */
export const ruleBundle = z
  .strictObject({
    kind: z.literal('waybill-rules/1'),
    ruleSet: z.string().max(127),
    ruleVersion: z.string().max(200),
    sha256: sha256.meta({ description: 'Of the document as JSON with sorted keys' }),
    formatSha256: sha256.meta({ description: 'Of the format of the feed, likewise' }),
    document: ruleSetDocument,
    exportedBy: z.string().max(255),
    exportedAt: instant,
    signature: sha256.meta({
      description: 'HMAC-SHA-256 over all of the others as JSON with sorted keys',
    }),
  })
  .meta({ id: 'RuleBundle' });
export type RuleBundle = z.output<typeof ruleBundle>;

export const exportRuleBundle = operation({
  name: 'export-rule-bundle',
  method: 'POST',
  path: '/rule-sets/{ruleSetId}/versions/{version}/export',
  summary: 'A frozen version as a signed file for another hub',
  tag: 'rules',
  permission: 'rules:promote',
  params: ruleSetParams.extend({ version: ruleVersionNumber }),
  query: noQuery,
  body: z.strictObject({}),
  response: ruleBundle,
  status: 200,
  problems: ['not-found', 'signing-off'],
});

export const importRuleBundle = operation({
  name: 'import-rule-bundle',
  method: 'POST',
  path: '/rule-sets/{ruleSetId}/import',
  summary: 'Freeze what another hub signed as the next version; nothing is judged by it yet',
  tag: 'rules',
  permission: 'rules:write',
  params: ruleSetParams,
  query: noQuery,
  body: z.strictObject({ bundle: ruleBundle, reason }),
  response: ruleVersion,
  status: 201,
  problems: [
    'not-found',
    'signing-off',
    'signature-wrong',
    'rule-bundle-format',
    'rules-invalid',
    'rule-version-exists',
  ],
  location: ({ ruleSet, version }) => `/rule-sets/${ruleSet}/versions/${String(version)}`,
});
