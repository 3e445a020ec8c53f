/**
 * Does with a function what Lambda's own Node runtime does: imports what `_HANDLER` names below `LAMBDA_TASK_ROOT`, then asks for
 * events and answers them, one at a time. Tells with the first question what the import cost, which Lambda's does not.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// As an object: the import would load what the function has to account for itself.
const { request } = createRequire(import.meta.url)('node:http');
const { AWS_LAMBDA_RUNTIME_API: api, LAMBDA_TASK_ROOT: root, _HANDLER: named } = process.env;
const [host, port] = api.split(':');

const before = process.cpuUsage();
let handler;
try {
  const [file, name] = named.split('.');
  handler = (await import(pathToFileURL(join(root, `${file}.mjs`)).href))[name];
  if (typeof handler !== 'function') throw new TypeError(`${named} is no function`);
} catch (error) {
  await call('POST', 'init/error', {}, told(error));
  process.exit(1);
}
const { user, system } = process.cpuUsage(before);
let headers = { 'waybill-init-cpu-ms': String((user + system) / 1000) };

for (;;) {
  const next = await call('GET', 'invocation/next', headers);
  headers = {};
  const id = next.headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = next.headers['lambda-runtime-trace-id'];
  try {
    const result = await handler(JSON.parse(next.body), contextOf(id, next.headers));
    await call('POST', `invocation/${id}/response`, {}, JSON.stringify(result ?? null));
  } catch (error) {
    await call('POST', `invocation/${id}/error`, {}, told(error));
  }
}

function contextOf(awsRequestId, sent) {
  const deadline = Number(sent['lambda-runtime-deadline-ms']);
  return {
    awsRequestId,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    invokedFunctionArn: sent['lambda-runtime-invoked-function-arn'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function told(error) {
  const { name, message, stack = '' } = error;
  return JSON.stringify({ errorType: name, errorMessage: message, stackTrace: stack.split('\n') });
}

function call(method, path, sent = {}, body = '') {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host, port, method, path: `/2018-06-01/runtime/${path}`, headers: sent },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        answer.once('end', () => resolve({ headers: answer.headers, body: text }));
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
}
