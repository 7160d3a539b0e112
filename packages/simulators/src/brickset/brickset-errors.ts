/** Answered with status 200 and the error envelope. */
export class BricksetRefusal extends Error {
  override readonly name = "BricksetRefusal";
}

/** What the web service framework answers by itself: status 500 and a line of text. */
export class FrameworkError extends Error {
  override readonly name = "FrameworkError";
}

export const invalidApiKey = () => new BricksetRefusal("Invalid API key");
export const invalidLogin = () => new BricksetRefusal("Invalid username or password");
export const invalidUserHash = () => new BricksetRefusal("Invalid user hash");
export const limitExceeded = () => new BricksetRefusal("API limit exceeded");
export const noValidParameters = () => new BricksetRefusal("no valid parameters");
export const parameterError = () => new BricksetRefusal("parameter error");
