/** What a script tag puts on `window.VideoEngagerVisitor`. It also defines `<video-call-button>`. */
import { defineVideoCallButton } from "./element/define-video-call-button.ts";

export { VERSION, VisitorCallError } from "./api/errors.ts";
export { createVisitor } from "./api/visitor.ts";
export { defineVideoCallButton };

defineVideoCallButton();
