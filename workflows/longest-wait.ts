/** Longest wait of one timer: 30 days, in ms. Whoever waits longer looks at the clock in between. */
export const longestWaitMs = 30 * 24 * 60 * 60 * 1000;
