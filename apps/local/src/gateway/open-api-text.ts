import { openApiDocument } from '@waybill/contracts/openapi';

export function openApiText(): string {
  return JSON.stringify(openApiDocument());
}
