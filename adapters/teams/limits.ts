/** What the platform allows, and how long we wait for it; one table. */
export const LIMITS = {
  /** Largest activity we read, in bytes. Teams sends far less; a card's data comes back with each press. */
  bodyBytes: 1024 * 1024,
  /**
   * Largest card we send, in bytes of UTF-8: 28 KB (learn.microsoft.com, Format your bot messages;
   * measured in UTF-16 on Teams' side, so ASCII counts double and this stays within its 80 KB).
   */
  cardBytes: 28 * 1024,
  /** Any single text of a card, in characters: longer than the dataset allows, short enough for the card. */
  textLength: 1_000,
  /** The longest text we read of a message, in characters; the core answers the first 500. */
  questionLength: 4_000,
  /** The longest message that 'Who handles this?' reads, in characters of HTML: Teams allows some 28 KB. */
  messageLength: 40_000,
  /** Results of one page of a search: Teams asks for 25 (learn.microsoft.com, Respond to search command). */
  searchCount: 25,
  /** More results are skipped at most: above the size of any directory. */
  searchSkip: 10_000,
  /** Largest form of the tab's search, in bytes. */
  formBytes: 32 * 1024,
  /** Searches of the tab from one address: an office or a proxy is one, and one costs about 5 ms. */
  searchesPerMinute: 3_000,
  /** Ids and names of an activity, in characters. */
  idLength: 1_000,
  /** Largest answer of a key, token or connector server, in bytes. */
  responseBytes: 512 * 1024,
  /** Key and token servers, in milliseconds. */
  fetchMs: 5_000,
  /** The store, where what it does is not worth waiting for, in milliseconds. */
  storeMs: 2_000,
  /** One attempt at a send, in milliseconds. */
  sendMs: 10_000,
  /** All attempts at a send begin within this time, in milliseconds: shorter than the inbox's lease. */
  sendBudgetMs: 15_000,
  sendAttempts: 3,
  /** The pause before the second attempt, doubled for the third, in milliseconds. */
  sendPauseMs: 500,
  /** An answer that takes longer is announced by a typing notice, in milliseconds. */
  typingMs: 300,
  /** Teams waits 5 s for the answer to an invoke (learn.microsoft.com, Universal Actions for Adaptive Cards). */
  invokeMs: 4_000,
  /** Clock skew that the Bot Connector's authentication allows, in seconds. */
  clockToleranceSeconds: 300,
  /** An unknown key is looked up at most this often, in milliseconds. */
  keysPauseMs: 60_000,
  /** Known keys are looked up again after this time, in milliseconds, so that a withdrawn one goes. */
  keysFreshMs: 24 * 60 * 60_000,
} as const

export type Limits = { readonly [L in keyof typeof LIMITS]: number }
