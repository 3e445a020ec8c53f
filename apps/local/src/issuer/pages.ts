import { createHash } from 'node:crypto';
import { roles } from '@waybill/contracts';
import type { Role } from '@waybill/contracts';
import { localAccounts, roleSentences } from './accounts.ts';
import { pageStyle } from './page-style.ts';

/** HTML that is safe to place in a page. */
export interface Html {
  readonly html: string;
}

type Placed = string | Html | readonly Html[];

/** A template in which every placed string is escaped and every placed `Html` is kept. */
function html(parts: TemplateStringsArray, ...values: readonly Placed[]): Html {
  return { html: String.raw({ raw: parts }, ...values.map(placed)) };
}

function placed(value: Placed): string {
  if (typeof value === 'string') return escaped(value);
  return 'html' in value ? value.html : value.map((each) => each.html).join('');
}

function escaped(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

const submitAtOnce = 'document.forms[0].submit()';

/** The page that asks who you are. `problem` says why the last try failed, `typed` what was typed. */
export function signInPage({ typed = '', problem = '' } = {}): Html {
  const alert = problem
    ? html`<p class="problem" role="alert" id="problem">${problem}</p>`
    : html``;
  const invalid = problem ? html` aria-invalid="true" aria-describedby="problem"` : html``;
  return page(
    'Sign in',
    html`
      <h1>Sign in to Waybill</h1>
      <p class="lead">A local account, any password.</p>
      ${alert}
      <form method="post" class="typed">
        <label for="login">Account</label>
        <input
          id="login"
          name="login"
          value="${typed}"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          required
          autofocus${invalid}
        />
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" />
        <button type="submit" class="primary">Sign in</button>
      </form>
      <form method="post" aria-labelledby="one-click">
        <h2 id="one-click">Or go straight in as</h2>
        <ul class="roles">
          ${roles.map(roleCard)}
        </ul>
      </form>
    `,
  );
}

function roleCard(role: Role): Html {
  const people = localAccounts.filter((account) => account.role === role);
  const buttons = people.map(
    ({ login, name }) =>
      html`<button
        type="submit"
        name="login"
        value="${login}"
        aria-label="Sign in as ${login}, ${name}"
      >
        <b>${login}</b> <span>${name}</span>
      </button>`,
  );
  return html`<li>
    <h3>${role === 'qa' ? 'QA' : role}</h3>
    <p>${roleSentences[role]}</p>
    <div class="people">${buttons}</div>
  </li>`;
}

/** The page between "sign out" and its end; submits itself, or by its button without scripts. */
export function signingOutPage(form: string): Html {
  const inside = { html: form.replace('</form>', '') };
  return page(
    'Signing out',
    html`<h1>Signing out …</h1>
      ${inside}<input type="hidden" name="logout" value="yes" />
      <noscript><button type="submit" class="primary">Sign out</button></noscript></form>
      ${{ html: `<script>${submitAtOnce}</script>` }}`,
  );
}

/** Where a sign-out ends that named no place to return to. */
export function signedOutPage(): Html {
  return page(
    'Signed out',
    html`<h1>You are signed out</h1>
      <p class="lead">You can close this page.</p>`,
  );
}

/** A request the issuer cannot send back to its application, told to the person in front of it. */
export function errorPage(problem: {
  error: string;
  error_description?: string | undefined;
}): Html {
  return page(
    'Sign-in problem',
    html`<h1>This sign-in cannot go on</h1>
      <p class="problem" role="alert">
        ${problem.error_description ?? 'The request is not valid.'}
      </p>
      <p class="lead">
        Go back to Waybill and sign in again. If it happens again, tell the people who run it this
        code: <code>${problem.error}</code>
      </p>`,
  );
}

function page(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – Waybill</title>
        ${{ html: `<style>${pageStyle}</style>` }}
      </head>
      <body>
        <header><span class="mark" aria-hidden="true"></span> Waybill</header>
        <main>${content}</main>
      </body>
    </html>`;
}

/**
 * The headers of a page, with a policy that runs nothing but our own style and the self-submitting
 * line. `formTargets` are origins a form may end at: Chromium checks every redirect after a post.
 */
export function pageHeaders(formTargets: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src '${sha256(pageStyle)}'`,
    `script-src '${sha256(submitAtOnce)}'`,
    `form-action 'self' ${formTargets.join(' ')}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
