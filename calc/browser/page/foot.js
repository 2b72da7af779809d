// The line at the foot of the window with the results, while they are out of view or a keyboard covers them.

/** Less than this of the window counts: the header covers its top, and a few pixels say nothing. */
const EDGES = "-50px 0px -60px 0px";

/**
 * Show the line when it is needed.
 *
 * @param {HTMLElement} calculator
 * @returns {() => void} to stop
 */
export function watchResults(calculator) {
  const form = /** @type {HTMLElement} */ (calculator.querySelector("form"));
  const results = /** @type {HTMLElement} */ (calculator.querySelector("[data-results]"));
  /** @type {Map<Element, boolean>} */
  const seen = new Map();
  const observer = new IntersectionObserver(
    (all) => {
      for (const { target, isIntersecting } of all) seen.set(target, isIntersecting);
      form.toggleAttribute("data-away", Boolean(seen.get(form) && !seen.get(results)));
    },
    { rootMargin: EDGES },
  );
  observer.observe(form);
  observer.observe(results);
  const keyboard = window.visualViewport;
  const lift = () => {
    const covered = keyboard?.scale === 1 ? innerHeight - keyboard.height - keyboard.offsetTop : 0;
    form.style.setProperty("--covered", `${Math.max(0, covered)}px`);
  };
  keyboard?.addEventListener("resize", lift);
  keyboard?.addEventListener("scroll", lift);
  return () => {
    observer.disconnect();
    keyboard?.removeEventListener("resize", lift);
    keyboard?.removeEventListener("scroll", lift);
  };
}
