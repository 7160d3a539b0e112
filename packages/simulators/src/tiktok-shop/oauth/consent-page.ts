import { html } from "hono/html";
import { SCOPE_TEXTS } from "../scopes.ts";
import type { App, Seller } from "../tiktok-shop-entities.ts";

/** The page on which a seller lets an app in. The form posts to the same address. */
export function consentPage(app: App, sellers: readonly Seller[], search: string) {
  return page(
    "Authorize app",
    html`<h1>Let <strong>${app.title}</strong> manage your shop?</h1>
      <ul>
        ${app.scopes.map((scope) => html`<li title="${scope}">${SCOPE_TEXTS[scope] ?? scope}</li>`)}
      </ul>
      <form method="post" action="${search}">
        <label for="openId">Signed in as</label>
        <select id="openId" name="openId">
          ${sellers.map(({ openId, name }) => html`<option value="${openId}">${name}</option>`)}
        </select>
        <div class="buttons">
          <button class="agree" name="decision" value="agree">Confirm to authorize</button>
          <button name="decision" value="decline">Cancel</button>
        </div>
      </form>`,
  );
}

/** Shown instead when there is nothing to decide. */
export function refusalPage(text: string) {
  return page("Request refused", html`<h1>This request was refused</h1><p>${text}</p>`);
}

function page(title: string, content: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · simulated TikTok Shop</title>
        <style>
          :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
          body { margin: 0; background: light-dark(#f4f4f4, #161616); color: light-dark(#161823, #ececec); }
          main { max-width: 32rem; margin: 8vh auto; padding: 2rem; background: light-dark(#fff, #222); }
          .banner { padding: 0.4rem 0.8rem; font-size: 0.85rem; background: light-dark(#fff3d1, #4a3c12); }
          h1 { font-size: 1.3rem; font-weight: 500; }
          select { display: block; width: 100%; padding: 0.5rem; font: inherit; margin-top: 0.3rem; }
          .buttons { display: flex; flex-wrap: wrap; gap: 0.8rem; margin-top: 1.5rem; }
          button { padding: 0.6rem 1.3rem; border: 1px solid #009995; font: inherit; cursor: pointer;
            background: transparent; color: inherit; }
          button.agree { background: #00807c; color: #fff; }
          button:focus-visible, select:focus-visible { outline: 3px solid #ff6c8d; outline-offset: 2px; }
        </style>
      </head>
      <body>
        <main>
          <p class="banner">This is a simulation for trying things out. It is not TikTok Shop, and no account is touched.</p>
          ${content}
        </main>
      </body>
    </html>`;
}
