// Prints the constants of the contract as JSON.

const constants = await import("../../calc/browser/contract.js");
process.stdout.write(JSON.stringify({ ...constants }));
