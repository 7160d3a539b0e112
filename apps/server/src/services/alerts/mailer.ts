/** A message to a person. Plain text: it is read on any device and holds nothing that could be fetched. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Sends e-mail. Throws when the server takes it not. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}
