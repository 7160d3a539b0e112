const none = { accessToken: null, refreshToken: null, idToken: null };

/** Hooks of the accounts table: tokens of a sign-in provider are of no use after the sign-in, so none is stored. */
export const keepNoTokens = {
  create: { before: async (account: object) => ({ data: { ...account, ...none } }) },
  update: { before: async (account: object) => ({ data: { ...account, ...none } }) },
};
