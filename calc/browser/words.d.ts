// The shape of words.js, which calc.snapshot writes: what the scripts say, in the language of the site. The
// texts are in calc/words/.

export const unknown: string;
export const yes: string;
export const no: string;
export const notLoaded: string;
export const noWebAssembly: string;
export const noWorkers: string;
export const webAssemblyRefused: string;
export const otherVersion: string;
export const stopped: string;
export const notStarted: string;
export const notStartedBecause: (fields: { reason: string }) => string;
export const notAnswered: (fields: { reason: string }) => string;
export const noMemory: string;
export const tooLong: (fields: { seconds: string | number }) => string;
export const fileStalled: (fields: { file: string }) => string;
export const fileNotFetched: (fields: { file: string }) => string;
export const fileMissing: (fields: { file: string; status: string | number }) => string;
export const fileNotSent: (fields: { file: string; status: string | number }) => string;
export const fileDamaged: (fields: { file: string }) => string;
export const droppedUnreadable: (fields: { file: string }) => string;
export const droppedTooLarge: (fields: { file: string; hint: string }) => string;
export const droppedEmpty: (fields: { file: string; hint: string }) => string;
export const droppedBinary: (fields: { file: string; hint: string }) => string;
export const mostPinned: string;
export const linkCopied: string;
export const linkCopiedBriefly: string;
export const linkShown: string;
export const linkToCopy: string;
