/** Calls back if this page's content security policy blocks the platform. */
export function watchPolicy(
  directive: RegExp,
  origin: string,
  life: AbortSignal,
  onBlocked: () => void,
): void {
  document.addEventListener(
    "securitypolicyviolation",
    ({ effectiveDirective, blockedURI, disposition }) => {
      if (disposition === "enforce" && directive.test(effectiveDirective) && blockedURI.startsWith(origin))
        onBlocked();
    },
    { signal: life },
  );
}
