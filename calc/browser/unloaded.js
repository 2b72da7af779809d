// What a reader is told where scripts do not come: of those it is not known which.

export const UNLOADED = "The calculators’ scripts could not be loaded; try again, or load the page again.";
