import { html } from "hono/html";
import type { Application } from "../flipkart-entities.ts";

/** The page on which a seller lets an application in. The form posts to the same address. */
export function consentPage({ title, applicationId }: Application, search: string) {
  return page(
    "Allow access",
    html`<h1>Allow <strong>${title}</strong> to manage your Flipkart seller account?</h1>
      <p>It will read and change orders, shipments, listings, stock and returns.</p>
      <form method="post" action="${search}">
        <button class="allow" name="decision" value="allow">Allow</button>
        <button name="decision" value="deny">Deny</button>
      </form>
      <p class="small">Application id ${applicationId}</p>`,
  );
}

/** Shown instead when the application asked wrongly. */
export function refusalPage(error: string, text: string) {
  return page("Request refused", html`<h1>This request was refused</h1><p><code>${error}</code></p><p>${text}</p>`);
}

function page(title: string, content: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · simulated Flipkart</title>
        <style>
          :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
          body { margin: 0; background: light-dark(#f1f3f6, #17181c); color: light-dark(#1b1c20, #e9e9ee); }
          main { max-width: 34rem; margin: 8vh auto; padding: 2rem; border-radius: 4px;
            background: light-dark(#fff, #22242b); box-shadow: 0 2px 18px rgb(0 0 0 / 0.12); }
          .banner { margin: 0 0 1.5rem; padding: 0.4rem 0.8rem; border-radius: 4px; font-size: 0.85rem;
            background: light-dark(#fff3d1, #4a3c12); }
          h1 { font-size: 1.3rem; font-weight: 500; }
          button { padding: 0.65rem 1.4rem; margin-right: 0.8rem; border-radius: 4px; border: 1px solid #2874f0;
            font: inherit; cursor: pointer; background: transparent; color: inherit; }
          button.allow { background: #2874f0; color: #fff; }
          button:focus-visible { outline: 3px solid #8ab4ff; outline-offset: 2px; }
          .small { font-size: 0.85rem; opacity: 0.75; overflow-wrap: anywhere; }
        </style>
      </head>
      <body>
        <main>
          <p class="banner">This is a simulation for trying things out. It is not Flipkart, and no account is touched.</p>
          ${content}
        </main>
      </body>
    </html>`;
}
