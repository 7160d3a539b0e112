import { html } from "hono/html";
import type { Seller } from "../ebay-entities.ts";
import { SCOPE_TEXTS } from "../ebay-scopes.ts";
import type { ConsentRequest } from "./consent-routes.ts";

/** The page on which a seller lets an application in. The form posts to the same address. */
export function consentPage({ application, scopes }: ConsentRequest, sellers: readonly Seller[], search: string) {
  return page(
    "Grant application access",
    html`<h1>Grant application access: <strong>${application.title}</strong></h1>
      <p>By agreeing you allow <strong>${application.title}</strong> to use your eBay account for these things:</p>
      <ul>
        ${scopes.map((name) => html`<li title="${name}">${SCOPE_TEXTS[name] ?? name}</li>`)}
      </ul>
      <form method="post" action="${search}">
        <label for="username">Signed in as</label>
        <select id="username" name="username">
          ${sellers.map(({ username }) => html`<option value="${username}">${username}</option>`)}
        </select>
        <div class="buttons">
          <button class="agree" name="decision" value="agree">Agree and Continue</button>
          <button name="decision" value="decline">Decline</button>
        </div>
      </form>
      <p class="small">
        You can withdraw this at any time. Application id ${application.clientId}.
      </p>`,
  );
}

/** Shown instead when the application asked wrongly. */
export function refusalPage({ error, text }: { error: string; text: string }) {
  return page("Request refused", html`<h1>This request was refused</h1><p><code>${error}</code></p><p>${text}</p>`);
}

function page(title: string, content: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · simulated eBay</title>
        <style>
          :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
          body { margin: 0; background: light-dark(#f4f4f6, #17181c); color: light-dark(#1b1c20, #e9e9ee); }
          main { max-width: 34rem; margin: 8vh auto; padding: 2rem; border-radius: 12px;
            background: light-dark(#fff, #22242b); box-shadow: 0 2px 18px rgb(0 0 0 / 0.12); }
          .banner { margin: 0 0 1.5rem; padding: 0.4rem 0.8rem; border-radius: 6px; font-size: 0.85rem;
            background: light-dark(#fff3d1, #4a3c12); }
          h1 { font-size: 1.3rem; font-weight: 500; }
          li { margin: 0.35rem 0; }
          select { display: block; width: 100%; padding: 0.5rem; font: inherit; margin-top: 0.3rem; }
          .buttons { display: flex; flex-wrap: wrap; gap: 0.8rem; margin-top: 1.5rem; }
          button { padding: 0.65rem 1.4rem; border-radius: 999px; border: 1px solid #3665f3; font: inherit;
            cursor: pointer; background: transparent; color: inherit; }
          button.agree { background: #3665f3; color: #fff; }
          button:focus-visible, select:focus-visible { outline: 3px solid #86a5ff; outline-offset: 2px; }
          .small { font-size: 0.85rem; opacity: 0.75; overflow-wrap: anywhere; }
        </style>
      </head>
      <body>
        <main>
          <p class="banner">This is a simulation for trying things out. It is not eBay, and no account is touched.</p>
          ${content}
        </main>
      </body>
    </html>`;
}
