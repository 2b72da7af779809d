// Loads a script, also after an attempt that failed.

/**
 * How often each script could not be loaded, by its address.
 *
 * @type {Map<string, number>}
 */
const failures = new Map();

/**
 * A module by its address. Browsers remember by the address that a module could not be fetched (Chromium 150
 * does), so it has another fragment after each failure.
 *
 * @param {string} address
 * @returns {Promise<any>}
 */
export async function loadScript(address) {
  const failed = failures.get(address) ?? 0;
  try {
    return await import(failed ? `${address}#${failed}` : address);
  } catch (error) {
    failures.set(address, failed + 1);
    throw error;
  }
}
