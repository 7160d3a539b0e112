/** Keys of the demo shop. They open the sandbox and nothing else, so they may be printed and committed. */
export const demoCredentials = {
  /** The application's keyset on the simulated eBay, and the RuName that consent comes back by. */
  ebay: {
    clientId: "LoftBric-Counterf-PRD-0d3a40100-4b1c0de5",
    clientSecret: "PRD-d3a401004b1c-0de5-4d3e-8f21-ab12",
    devId: "4b1c0de5-0d3a-4010-8f21-ab120d3a4010",
    ruName: "Loft_Bricks-LoftBric-Counte-demosbx",
  },
  /** The four values of a BrickLink connection, bound to no address. */
  bricklink: {
    consumerKey: "10F7B41C4500DE30C0D3A40100C0FFEE",
    consumerSecret: "5EC4E710F7B41C4500DE30C0D3A40101",
    tokenValue: "70CE4A1010F7B41C4500DE30C0D3A402",
    tokenSecret: "5EC4E770CE4010F7B41C4500DE30C0D3",
  },
  /** A private application on the simulated Amazon (region EU), and what a self-authorisation has given it. */
  amazon: {
    clientId: "amzn1.application-oa2-client.0d3a40100c0ffee0d3a40100c0ffee00",
    clientSecret: "amzn1.oa2-cs.v1.0d3a40100c0ffee0d3a40100c0ffee0d3a40100c0ffee0d3a40100c0ffee0d3a",
    applicationId: "amzn1.sp.solution.0d3a4010-c0ff-4e0d-8a40-100c0ffee0d3",
    sellerId: "A1LOFTBRICKSUK",
    marketplaceId: "A1F83G8C2ARO7P",
    refreshToken: "Atzr|IwDemoLoftBricks0d3a40100c0ffee0d3a40100c0ffee0d3a40100c0ffee",
  },
  /** A self-access application on the simulated Flipkart. */
  flipkart: {
    applicationId: "0d3a40100c0ffee0d3a40100c0ffee000",
    applicationSecret: "10f7b41c4500de30c0d3a40100c0ffee1",
  },
  /** A Brick Owl key with every permission. */
  brickowl: {
    apiKey: "0d3a40100c0ffee0d3a40100c0ffee0d3a40100c0ffee0d3a40100c0ffee0d3a",
  },
  /** A Brickset key with the usual limit of 100 searches a day, and a user of the site. */
  brickset: {
    apiKey: "3-d3a4-0100-c0ff",
    username: "loftbricks",
    password: "demo-password",
  },
  /** A test key of the simulated EasyPost, with 500 dollars to buy labels for. */
  easypost: {
    apiKey: "EZTK0d3a40100c0ffee0d3a4",
  },
  /** A tenant of the simulated Bricqer, a key to it, and what its prices are in. */
  bricqer: {
    tenant: "loftbricks",
    apiKey: "L0ftBr1x.0d3a40100c0ffee0d3a40100c0ffee0d",
    currency: "GBP",
  },
  /** A confidential client of the simulated Monzo, and the address to log in with on its authorisation page. */
  monzo: {
    clientId: "oauth2client_0000LoftBricks0d3a4010",
    clientSecret: "mnzconf.0d3a40100c0ffee0d3a40100c0ffee0d3a4010",
    email: "sam@loftbricks.example",
  },
  /** An app on the simulated TikTok Shop, for shops outside the United States. */
  tiktokShop: {
    appKey: "0d3a40100c0ff",
    appSecret: "5ec4e70d3a40100c0ffee0d3a40100c0ffee0d3a",
    serviceId: "7430100400301004010",
  },
} as const;
