/** An error as EasyPost words it: status, code, message and errors of fields. */
export class EasypostRefusal extends Error {
  override readonly name = "EasypostRefusal";
  readonly status: number;
  readonly code: string;
  readonly errors: readonly object[];

  constructor(refusal: { status: number; code: string; message: string; errors?: readonly object[] }) {
    super(refusal.message);
    this.status = refusal.status;
    this.code = refusal.code;
    this.errors = refusal.errors ?? [];
  }

  body(): object {
    return { error: { code: this.code, message: this.message, errors: this.errors } };
  }
}

export const unauthorized = () =>
  new EasypostRefusal({
    status: 401,
    code: "APIKEY.INACTIVE",
    message: "This api key is no longer active. Please use a different api key or reactivate this key.",
  });
export const notFound = () =>
  new EasypostRefusal({ status: 404, code: "NOT_FOUND", message: "The requested resource could not be found." });
export const postageExists = () =>
  new EasypostRefusal({
    status: 422,
    code: "SHIPMENT.POSTAGE.EXISTS",
    message: "Postage already exists for this shipment.",
  });
export const noPostage = () =>
  new EasypostRefusal({
    status: 422,
    code: "SHIPMENT.REFUND.UNAVAILABLE",
    message: "Refund is not available without postage.",
  });
export const insufficientFunds = () =>
  new EasypostRefusal({
    status: 402,
    code: "INSUFFICIENT_FUNDS",
    message: "Insufficient funds. Please add money to your account.",
  });
export const postageFailure = (message: string) =>
  new EasypostRefusal({ status: 422, code: "SHIPMENT.POSTAGE.FAILURE", message });
export const invalidRate = () =>
  new EasypostRefusal({
    status: 422,
    code: "SHIPMENT.RATE.INVALID",
    message: "The rate does not belong to this shipment.",
  });
export const invalidParams = (field: string, message: string) =>
  new EasypostRefusal({
    status: 422,
    code: "SHIPMENT.INVALID_PARAMS",
    message: "Unable to create shipment, one or more parameters were invalid.",
    errors: [{ field, message }],
  });
