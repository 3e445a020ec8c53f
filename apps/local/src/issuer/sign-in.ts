import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { findLocalAccount } from './accounts.ts';
import { errorPage, pageHeaders, signInPage } from './pages.ts';
import type { Html } from './pages.ts';

/** A form of two short fields; anything larger is not ours. */
const largestForm = 4096;

interface SignInOptions {
  /** The origins a finished sign-in may return to. */
  readonly portalOrigins: readonly string[];
}

/** Shows the sign-in page (GET) and takes its answer (POST) for the authorization under way. */
export async function serveSignIn(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  { portalOrigins }: SignInOptions,
): Promise<void> {
  const show = (status: number, content: Html) => {
    response.writeHead(status, pageHeaders(portalOrigins)).end(content.html);
  };
  try {
    const { prompt } = await provider.interactionDetails(request, response);
    if (prompt.name !== 'login') {
      await provider.interactionFinished(request, response, { consent: {} });
      return;
    }
    if (request.method !== 'POST') {
      const hint = prompt.details['login_hint'];
      show(200, signInPage({ typed: typeof hint === 'string' ? hint : '' }));
      return;
    }
    const typed = new URLSearchParams(await bodyOf(request)).get('login') ?? '';
    const account = findLocalAccount(typed);
    if (!account) {
      const problem = `There is no local account “${typed}”. Choose one below.`;
      show(422, signInPage({ typed, problem }));
      return;
    }
    await provider.interactionFinished(request, response, { login: { accountId: account.login } });
  } catch (error) {
    if (!(error instanceof errors.OIDCProviderError)) throw error;
    const expired = {
      error: 'sign_in_expired',
      error_description: 'This sign-in page is too old or was opened in another browser.',
    };
    show(400, errorPage(expired));
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > largestForm) throw new errors.InvalidRequest('the form is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
