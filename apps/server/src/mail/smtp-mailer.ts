import { createTransport } from "nodemailer";
import { type Mailer, MailRefused } from "../services/alerts/mailer.ts";

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
      const mail = { from, to, subject, text, disableFileAccess: true, disableUrlAccess: true };
      await transport.sendMail(mail).catch((error: unknown) => {
        throw refusalOf(error) ?? error;
      });
    },
    close: () => transport.close(),
  };
}

// Words of the conversation that come before the message itself: nothing was handed over yet.
const beforeMessage: ReadonlySet<string> = new Set(["CONN", "EHLO", "HELO", "STARTTLS", "MAIL FROM", "RCPT TO"]);

/** What the server said, where it surely did not take the message; null where nobody knows. */
function refusalOf(error: unknown): MailRefused | null {
  if (!(error instanceof Error)) return null;
  const { command = "", responseCode } = error as { command?: string; responseCode?: number };
  if (responseCode !== undefined && responseCode >= 400)
    return new MailRefused(error.message, { isFinal: responseCode >= 500, cause: error });
  if (!beforeMessage.has(command) && !command.startsWith("AUTH")) return null;
  return new MailRefused(error.message, { isFinal: false, cause: error });
}
