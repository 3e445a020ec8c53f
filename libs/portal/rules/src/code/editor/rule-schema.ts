import { ruleSetSchemaUrl } from '@waybill/rules';
import type { JsonSchema } from '@waybill/rules';
import type { MonacoModule } from '../monaco/load-monaco.ts';

/** Has JSON keys and names completed and explained by the schema of this feed's rules. */
export function describeDocuments({ jsonDefaults }: MonacoModule, schema: JsonSchema): void {
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
