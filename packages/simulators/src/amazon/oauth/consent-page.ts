import { html } from "hono/html";
import type { Seller } from "../amazon-entities.ts";
import type { ConsentRequest } from "./consent-routes.ts";

/** The page on which a seller lets an application in. The form posts to the same address. */
export function consentPage({ application }: ConsentRequest, sellers: readonly Seller[], search: string) {
  return page(
    "Authorise application",
    html`<h1>Authorise <strong>${application.title}</strong></h1>
      <p>This application asks to use your selling account in these roles:</p>
      <ul>
        ${application.roles.map((role) => html`<li>${role}</li>`)}
      </ul>
      <form method="post" action="${search}">
        <label for="sellerId">Selling account</label>
        <select id="sellerId" name="sellerId">
          ${sellers.map(
            ({ sellerId, storeName, region }) =>
              html`<option value="${sellerId}">${storeName} (${sellerId}, ${region.toUpperCase()})</option>`,
          )}
        </select>
        <div class="buttons">
          <button class="confirm" name="decision" value="confirm">Confirm</button>
          <button name="decision" value="cancel">Cancel</button>
        </div>
      </form>
      <p class="small">Application ${application.applicationId}${application.draft ? " (draft)" : ""}</p>`,
  );
}

/** Shown instead when the application asked wrongly. */
export function refusalPage(text: string) {
  return page("Request refused", html`<h1>This request was refused</h1><p>${text}</p>`);
}

function page(title: string, content: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · simulated Seller Central</title>
        <style>
          :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
          body { margin: 0; background: light-dark(#f2f4f5, #15181a); color: light-dark(#16191c, #e8ebed); }
          main { max-width: 34rem; margin: 8vh auto; padding: 2rem; border-radius: 8px;
            background: light-dark(#fff, #202529); border-top: 4px solid #c77700; }
          .banner { margin: 0 0 1.5rem; padding: 0.4rem 0.8rem; border-radius: 6px; font-size: 0.85rem;
            background: light-dark(#fff3d1, #4a3c12); }
          h1 { font-size: 1.3rem; font-weight: 500; }
          select { display: block; width: 100%; padding: 0.5rem; font: inherit; margin-top: 0.3rem; }
          .buttons { display: flex; flex-wrap: wrap; gap: 0.8rem; margin-top: 1.5rem; }
          button { padding: 0.6rem 1.4rem; border-radius: 6px; border: 1px solid #007185; font: inherit;
            cursor: pointer; background: transparent; color: inherit; }
          button.confirm { background: #007185; color: #fff; }
          button:focus-visible, select:focus-visible { outline: 3px solid #5fb3c1; outline-offset: 2px; }
          .small { font-size: 0.85rem; opacity: 0.75; overflow-wrap: anywhere; }
        </style>
      </head>
      <body>
        <main>
          <p class="banner">This is a simulation for trying things out. It is not Amazon, and no account is touched.</p>
          ${content}
        </main>
      </body>
    </html>`;
}
