/** Thrown by operations; answered as JSON with this body. */
export class BricqerRefusal extends Error {
  override readonly name = "BricqerRefusal";
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

export function notFound(): BricqerRefusal {
  return new BricqerRefusal(404, { detail: "Not found." });
}

/** A page past the last one. */
export function invalidPage(): BricqerRefusal {
  return new BricqerRefusal(404, { detail: "Invalid page." });
}

/** A field is wrong; the form is Django REST framework's, unverified for Bricqer. */
export function invalid(field: string, text: string): BricqerRefusal {
  return new BricqerRefusal(400, { [field]: [text] });
}

export function throttled(seconds: number): BricqerRefusal {
  return new BricqerRefusal(429, { detail: `Request was throttled. Expected available in ${seconds} seconds.` });
}

/** No key, a wrong one, or the wrong word before it. */
export function notAuthenticated(status: 401 | 403): BricqerRefusal {
  return new BricqerRefusal(status, { detail: "Authentication credentials were not provided." });
}
