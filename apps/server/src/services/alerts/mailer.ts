/** A message to a person. Plain text: it is read on any device and holds nothing that could be fetched. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Sends e-mail. Throws `MailRefused` where it surely was not taken; after any other error it may have been. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** An e-mail that was surely not taken. `isFinal`: the next try would end the same way. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
  readonly isFinal: boolean;

  constructor(message: string, options: { isFinal: boolean; cause: unknown }) {
    super(message, { cause: options.cause });
    this.isFinal = options.isFinal;
  }

  static is(error: unknown): error is MailRefused {
    return error instanceof MailRefused;
  }
}
