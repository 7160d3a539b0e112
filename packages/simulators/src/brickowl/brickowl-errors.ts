/** Thrown by operations; answered in the form that the switch `errorForm` names. */
export class BrickowlRefusal extends Error {
  override readonly name = "BrickowlRefusal";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A parameter is missing or wrong. */
export function invalid(message: string): BrickowlRefusal {
  return new BrickowlRefusal(400, "INVALID_PARAMETER", message);
}

export function notFound(message: string): BrickowlRefusal {
  return new BrickowlRefusal(404, "NOT_FOUND", message);
}

/** The key is missing, unknown or deleted. */
export function badKey(message: string): BrickowlRefusal {
  return new BrickowlRefusal(401, "INVALID_KEY", message);
}
