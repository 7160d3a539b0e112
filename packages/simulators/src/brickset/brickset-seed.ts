/** An API key; `dailyLimit` null lifts the limit, as Brickset does for applications it has reviewed. */
export interface BricksetKeySeed {
  apiKey: string;
  /** Calls of `getSets` a day. Default 100. */
  dailyLimit?: number | null;
}

export interface BricksetUserSeed {
  username: string;
  password: string;
  /** What `login` gives; stays the same until the password changes. */
  userHash: string;
}

export const regions = ["US", "UK", "CA", "DE"] as const;
export type BricksetRegion = (typeof regions)[number];

/** What LEGO.com says of a set in one region; dates are ISO days. */
export interface BricksetRetailSeed {
  retailPrice?: number;
  dateFirstAvailable?: string;
  dateLastAvailable?: string;
}

/** A set of the catalogue. What is left out is left out of answers, too. */
export interface BricksetSetSeed {
  setID: number;
  number: string;
  /** Default 1. */
  numberVariant?: number;
  name: string;
  year: number;
  theme: string;
  themeGroup?: string;
  subtheme?: string;
  /** Default `Normal`. */
  category?: string;
  /** Default true. */
  released?: boolean;
  pieces?: number;
  minifigs?: number;
  /** Default true: picture addresses of Brickset's usual form. */
  hasImage?: boolean;
  retail?: Partial<Record<BricksetRegion, BricksetRetailSeed>>;
  rating?: number;
  reviews?: readonly BricksetReviewSeed[];
  /** Default: as many as `reviews`. */
  reviewCount?: number;
  /** Default `{Not specified}`, as for availability. */
  packagingType?: string;
  availability?: string;
  minAge?: number;
  maxAge?: number;
  /** Centimetres. */
  height?: number;
  width?: number;
  depth?: number;
  /** Kilograms. */
  weight?: number;
  ean?: string;
  upc?: string;
  notes?: string;
  tags?: readonly string[];
  description?: string;
  additionalImages?: readonly { thumbnailURL: string; imageURL: string }[];
  instructions?: readonly { URL: string; description: string }[];
  /** As on the wire: ISO with `Z` and 0, 2 or 3 digits of a second. Default: the simulated now. */
  lastUpdated?: string;
}

export interface BricksetReviewSeed {
  author: string;
  datePosted: string;
  title: string;
  review: string;
  /** 1 to 5 each. */
  rating: { overall: number; parts: number; buildingExperience: number; playability: number; valueForMoney: number };
}

/** What a user has said of a set. */
export interface BricksetCollectionSeed {
  username: string;
  setID: number;
  qtyOwned?: number;
  wanted?: boolean;
  rating?: number;
  notes?: string;
}

/** Everything a simulated Brickset starts with. */
export interface BricksetSeed {
  keys: readonly BricksetKeySeed[];
  users?: readonly BricksetUserSeed[];
  sets?: readonly BricksetSetSeed[];
  collections?: readonly BricksetCollectionSeed[];
  minifigs?: readonly { minifigNumber: string; name: string; category: string }[];
}
