/** What a script tag puts on `window.VideoEngagerAgent`: the class, whose statics are everything else. */
export { VideoEngagerAgent as default } from "./api/default-agent.ts";
