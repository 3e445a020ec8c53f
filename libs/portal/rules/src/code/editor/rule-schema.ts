import type { ValueMap as FeedValueMap } from '@waybill/tabular';
import { editorSchema, ruleSetSchemaUrl } from '@waybill/rules';
import type { Slot } from '@waybill/rules';
import type { MonacoModule } from '../monaco/load-monaco.ts';

/** Has JSON keys and names completed and explained by the schema of this feed's rules. */
export function describeDocuments(
  { jsonDefaults }: MonacoModule,
  slots: readonly Slot[],
  valueMaps: readonly FeedValueMap[],
): void {
  const schema = editorSchema(slots, { valueMaps });
  jsonDefaults.setModeConfiguration({
    ...jsonDefaults.modeConfiguration,
    colors: false,
    diagnostics: false,
  });
  jsonDefaults.setDiagnosticsOptions({
    // The rules' own checker says what is wrong; the schema would say some of it a second time.
    validate: false,
    enableSchemaRequest: false,
    schemas: [{ uri: ruleSetSchemaUrl, fileMatch: ['*'], schema }],
  });
}
