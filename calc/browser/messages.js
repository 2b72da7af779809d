// Sentences that more than one script shows.

/** Some script did not come; which of them is not known. */
export const NOT_LOADED = "The calculators’ scripts could not be loaded; try again, or load the page again.";
