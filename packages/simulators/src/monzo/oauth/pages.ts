import { html } from "hono/html";
import type { Grant } from "../monzo-entities.ts";

type Content = ReturnType<typeof html>;

/** The first step: the e-mail address. */
export function emailPage({ clientName, emails, search }: { clientName: string; emails: string[]; search: string }) {
  return page(
    "Log in to Monzo",
    html`<h1>Allow <strong>${clientName}</strong> to see your Monzo account</h1>
      <form method="post" action="${search}">
        <label for="email">Your e-mail address</label>
        <input id="email" name="email" type="email" required autocomplete="email" list="known" value="${emails[0] ?? ""}" />
        <datalist id="known">${emails.map((email) => html`<option value="${email}"></option>`)}</datalist>
        <div class="buttons"><button class="main">Continue</button></div>
      </form>
      <p class="small">We will e-mail you a link to log in with.</p>`,
  );
}

/** The second step. The simulated mail is shown here, as there is no mailbox. */
export function mailedPage(link: string | null) {
  return page(
    "Check your e-mail",
    html`<h1>Check your e-mail</h1>
      <p>We have sent you a link. Follow it to go on.</p>
      ${
        link === null
          ? html`<p class="small">Nobody of that address banks here, so no mail was sent.</p>`
          : html`<p class="mail">The mail reads: <a id="magic-link" href="${link}">Log in to Monzo</a></p>`
      }`,
  );
}

/** What the customer's phone shows: clients that wait for approval. */
export function appPage(waiting: readonly { grant: Grant; clientName: string; userName: string }[]) {
  return page(
    "Monzo app",
    html`<h1>Monzo app</h1>
      ${waiting.length === 0 ? html`<p>Nothing waits for your approval.</p>` : ""}
      ${waiting.map(
        ({ grant, clientName, userName }) => html`<form method="post">
          <p>${userName}, allow <strong>${clientName}</strong> to see your accounts, balance and transactions?</p>
          <input type="hidden" name="grant" value="${grant.id}" />
          <div class="buttons"><button class="main">Approve</button></div>
        </form>`,
      )}`,
  );
}

/** Shown when the client asked wrongly, or a link is spent. */
export function refusalPage(text: string) {
  return page("Something is wrong", html`<h1>This cannot go on</h1><p>${text}</p>`);
}

function page(title: string, content: Content) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · simulated Monzo</title>
        <style>
          :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
          body { margin: 0; background: light-dark(#f2f5f7, #14171b); color: light-dark(#14233c, #e8edf3); }
          main { max-width: 30rem; margin: 8vh auto; padding: 2rem; border-radius: 12px;
            background: light-dark(#fff, #1f252d); box-shadow: 0 2px 18px rgb(0 0 0 / 0.12); }
          .banner { margin: 0 0 1.5rem; padding: 0.4rem 0.8rem; border-radius: 6px; font-size: 0.85rem;
            background: light-dark(#fff3d1, #4a3c12); }
          h1 { font-size: 1.3rem; font-weight: 500; }
          input[type="email"] { display: block; width: 100%; box-sizing: border-box; padding: 0.5rem; font: inherit;
            margin-top: 0.3rem; }
          .buttons { margin-top: 1.5rem; }
          button { padding: 0.65rem 1.4rem; border-radius: 8px; border: 1px solid #b8352c; font: inherit;
            cursor: pointer; background: #b8352c; color: #fff; }
          button:focus-visible, input:focus-visible, a:focus-visible { outline: 3px solid #6aa3b8; outline-offset: 2px; }
          a { color: light-dark(#a02a22, #ff9d94); }
          .mail { padding: 1rem; border-radius: 8px; background: light-dark(#f2f5f7, #14171b); }
          .small { font-size: 0.85rem; opacity: 0.75; }
        </style>
      </head>
      <body>
        <main>
          <p class="banner">This is a simulation for trying things out. It is not Monzo, and no account is touched.</p>
          ${content}
        </main>
      </body>
    </html>`;
}
