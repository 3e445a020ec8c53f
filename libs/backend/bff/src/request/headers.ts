import type { APIGatewayProxyEvent } from 'aws-lambda';

/** All values of a header, whatever its case; API Gateway gives them as the client wrote them. */
export function headerValues(event: APIGatewayProxyEvent, name: string): string[] {
  const several = Object.entries(event.multiValueHeaders ?? {}).flatMap(([key, values]) =>
    key.toLowerCase() === name ? (values ?? []) : [],
  );
  if (several.length > 0) return several;
  return Object.entries(event.headers ?? {}).flatMap(([key, value]) =>
    key.toLowerCase() === name && value !== undefined ? [value] : [],
  );
}

/** The value of a header that was sent exactly once. */
export function soleHeader(event: APIGatewayProxyEvent, name: string): string | undefined {
  const values = headerValues(event, name);
  return values.length === 1 ? values[0] : undefined;
}
