/** A constructed sheet: a content security policy needs no entry for it. */
export const BUTTON_STYLE = `
:host { display: inline-block; font: inherit; }
:host([hidden]) { display: none; }
button {
  min-height: 44px;
  padding: var(--video-call-padding, 0.625em 1.25em);
  border: var(--video-call-border, 1px solid transparent);
  border-radius: var(--video-call-radius, 8px);
  background: var(--video-call-background, #1d4ed8);
  color: var(--video-call-color, #fff);
  font: inherit;
  cursor: pointer;
}
button[data-action="end"] {
  background: var(--video-call-end-background, #b91c1c);
  color: var(--video-call-end-color, #fff);
}
button:focus-visible, a:focus-visible { outline: 3px solid var(--video-call-focus, #93c5fd); outline-offset: 2px; }
p { margin: 0.5em 0 0; }
p:empty { display: none; }
a { display: inline-block; padding: 0.75em 0; color: inherit; }
[hidden] { display: none; }
[part="page"]:not(:empty) { width: var(--video-call-width, 100%); height: var(--video-call-height, 40rem); margin-top: 0.75em; }
`;
