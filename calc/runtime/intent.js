// When to fetch Python: at the first sign that a reader will want it, and not before.

/** How near to the viewport a calculator must come, in its heights. */
const NEAR = "50%";

/**
 * Call `start` once: when the pointer or the focus reaches a calculator, or when one is near the
 * viewport and the page idle, unless the reader saves data.
 *
 * @param {HTMLElement} calculator
 * @param {() => void} start
 */
export function watch(calculator, start) {
  const once = new AbortController();
  const begin = () => {
    if (once.signal.aborted) return;
    once.abort();
    start();
  };
  for (const type of ["pointerenter", "focusin", "touchstart"]) {
    calculator.addEventListener(type, begin, { signal: once.signal, passive: true });
  }
  if (calculator.matches(":hover, :focus-within")) begin();
  if (once.signal.aborted || thrifty()) return;
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      idle(begin);
    },
    { rootMargin: NEAR },
  );
  once.signal.addEventListener("abort", () => observer.disconnect());
  observer.observe(calculator);
}

/** Whether the reader pays for bytes or waits long for them. */
function thrifty() {
  /** @type {{ saveData?: boolean, effectiveType?: string } | undefined} */
  const connection = Reflect.get(navigator, "connection");
  return connection?.saveData === true || ["slow-2g", "2g"].includes(connection?.effectiveType ?? "");
}

/** @param {() => void} run */
function idle(run) {
  if ("requestIdleCallback" in window) requestIdleCallback(run, { timeout: 2000 });
  else setTimeout(run, 200);
}
