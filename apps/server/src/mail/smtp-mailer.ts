import { createTransport } from "nodemailer";
import type { Mailer } from "../services/alerts/mailer.ts";

/** Where e-mail is handed over, and whose name it bears. */
export interface SmtpSettings {
  /** `smtp://user:password@host:587`, or `smtps://` for a connection that is encrypted from the start. */
  url: string;
  from: string;
}

const patienceMs = 15_000;

/** Sends e-mail through an SMTP server. */
export function createSmtpMailer({ url, from }: SmtpSettings): Mailer {
  const transport = createTransport({
    ...{ url, pool: true, maxConnections: 1 },
    ...{ connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs },
  });
  return {
    send: async ({ to, subject, text }) => {
      await transport.sendMail({ from, to, subject, text, disableFileAccess: true, disableUrlAccess: true });
    },
    close: () => transport.close(),
  };
}
