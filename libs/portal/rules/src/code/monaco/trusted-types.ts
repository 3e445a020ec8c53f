/** What the portal uses of Trusted Types; lib.dom does not have them, and neither has every browser. */
interface Policy {
  createHTML(html: string): string;
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

const rules: Policy = {
  // Monaco escapes what it draws, and cleans what it renders of markdown, before it asks.
  createHTML: (html) => html,
  createScriptURL: (url) => {
    if (new URL(url, location.href).origin !== location.origin)
      throw new TypeError(`${url} is no script of ours.`);
    return url;
  },
};

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

/** The one policy of the code views. Its name stands in the portal's Content-Security-Policy, which refuses every other. */
export const codePolicy: Policy = trustedTypes?.createPolicy('waybill#code', rules) ?? rules;
