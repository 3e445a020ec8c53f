import type { APIGatewayProxyEvent } from 'aws-lambda';
import type * as z from 'zod';
import { Refusal } from '../refusal.ts';
import { problemDetails } from './problem-details.ts';

/**
 * Path parameters, decoded once: a REST API hands them over as they stood in the address.
 * One that cannot be an id is answered like one that does not exist.
 */
export function readParams<Schema extends z.ZodObject>(
  schema: Schema,
  event: Pick<APIGatewayProxyEvent, 'pathParameters'>,
): z.output<Schema> {
  const given = Object.entries(event.pathParameters ?? {}).map(([name, value]) => [
    name,
    decoded(value ?? ''),
  ]);
  const read = schema.safeParse(Object.fromEntries(given));
  if (read.success) return read.data;
  throw new Refusal('not-found', 'There is nothing with this id.');
}

/** Query parameters, each at most once: two readers of `limit=1&limit=2` would not agree. */
export function readQuery<Schema extends z.ZodObject>(
  schema: Schema,
  event: Pick<APIGatewayProxyEvent, 'multiValueQueryStringParameters'>,
): z.output<Schema> {
  const given = Object.entries(event.multiValueQueryStringParameters ?? {});
  const single = given.map(([name, values]) => {
    if (values?.length !== 1) throw badParameter(name, 'It is given more than once.');
    if (!values[0]?.isWellFormed()) throw badParameter(name, 'It is not well-formed Unicode.');
    return [name, values[0]];
  });
  const input = Object.fromEntries(single);
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  const errors = problemDetails(read.error.issues, input).map((detail) => ({
    ...detail,
    pointer: detail.pointer.slice(1),
  }));
  throw new Refusal('malformed-request', 'A query parameter is not as it must be.', { errors });
}

function badParameter(name: string, message: string): Refusal {
  return new Refusal('malformed-request', 'A query parameter is not as it must be.', {
    errors: [{ pointer: name.slice(0, 100).toWellFormed(), code: 'parameter', message }],
  });
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refusal('malformed-request', 'The address is not valid percent-encoded UTF-8.');
  }
}
